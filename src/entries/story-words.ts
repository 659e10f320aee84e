// The words by which entries are compared: folded, cut to a stem, in Latin letters, so that a name is the same word in
// every alphabet. Numbers stand apart, because two reports that differ in nothing else are two events.
import { CLASS } from '../matching/fold.ts'
import { isCyrillic, NormalisedText, normalise } from '../matching/normalise.ts'
import { splitWords, Words } from '../matching/words.ts'

/** Letters kept of a word: long enough to tell words apart, short enough to lose the endings of our languages. */
const STEM_LETTERS = 6
/** What tells an ordinal in letters from a number in digits, which never conflict. */
export const ORDINAL_END = '.'
const NUMBER_MAX_DIGITS = 8
const DESIGNATOR_MAX_LETTERS = 2
/** Of a word, more than any stem needs. */
const READ_UNITS = 20

export interface StoryWord {
  /** Stem; of a designator its letters and number ("s400"); of a number its digits, of an ordinal in letters "2.". */
  readonly stem: string
  readonly kind: 'word' | 'designator' | 'number'
  /** UTF-16 offsets into the text, half-open. */
  readonly start: number
  readonly end: number
}

/** Words that say nothing of what is reported, folded and in Latin letters. */
const STOP_WORDS = new Set(
  (
    'the an of to in on for and or is are was be by with as at from that this it its his her he she they will has ' +
    'have had not but after over says said say who what how why first ' +
    've ile bir bu da de icin mi mu ne ki olarak olan gibi daha en cok ise kadar sonra oldu etti dedi son dakika ' +
    'sondakika flas na ne cto po za iz ot dlya kak eto ego tu tis kai na sto sti me gia oi ta ton tin ' +
    'post appeared'
  ) // "The post … appeared first on …", as one blog software ends its summaries
    .split(' '),
)

/**
 * Stems of ordinals that headlines write in letters. "First" is left out, because it mostly means "for the first time",
 * and the Greek and Russian ones whose stem is also a day of the week.
 */
const ORDINALS = new Map<string, string>()
for (const [number, stems] of Object.entries({
  '2.': 'second ikinci vtoroi vtorog vtorom vtoray vtoruy vtoroe',
  '3.': 'third ucuncu tretii tretya treteg tretem tretei tretyu',
  '4.': 'fourth dordun',
})) {
  for (const stem of stems.split(' ')) ORDINALS.set(stem, number)
}

const LATIN = new Map(
  (
    'аa бb вv гg дd еe жj зz иi кk лl мm нn оo пp рr сs тt уu фf хh цts чc шs щs ъ ыi ь эe юyu яya іi єe ' +
    'αa βv γg δd εe ζz ηi θt ιi κk λl μm νn ξx οo πp ρr σs τt υy φf χh ψps ωo'
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.slice(1)]),
)
const GREEK_PAIRS: readonly (readonly [string, string])[] = [
  ['ντ', 'd'],
  ['μπ', 'b'],
  ['γκ', 'g'],
  ['ου', 'u'],
]

const text = new NormalisedText()
const words = new Words()

/** The words of a text in order. Never throws, whatever the text holds. */
export function listStoryWords(source: string): readonly StoryWord[] {
  normalise(source, text)
  splitWords(text, words)
  const listed: StoryWord[] = []
  for (let i = 0; i < words.length; i++) {
    if (words.endings[i]) continue
    const first = i
    if (isLetterOfDesignator(i)) i++
    const word = i > first ? { stem: read(first) + digitsOf(read(i)), kind: 'designator' as const } : classify(read(i))
    if (!word) continue
    const start = text.starts[words.from[first] as number] as number
    const end = text.ends[(words.to[i] as number) - 1] as number
    listed.push({ ...word, start, end })
  }
  return listed
}

function classify(word: string): Pick<StoryWord, 'stem' | 'kind'> | undefined {
  const digits = digitsOf(word)
  if (digits) return { stem: digits, kind: 'number' }
  if (word.length < 2 || STOP_WORDS.has(word)) return undefined
  for (let letters = 1; letters <= DESIGNATOR_MAX_LETTERS; letters++) {
    const number = digitsOf(word.slice(letters))
    if (number) return { stem: word.slice(0, letters) + number, kind: 'designator' }
  }
  const stem = word.slice(0, STEM_LETTERS)
  const ordinal = ORDINALS.get(stem)
  return ordinal ? { stem: ordinal, kind: 'number' } : { stem, kind: 'word' }
}

/** Whether a number belongs to the word: "S-400", "F 35". In capitals, or in a text that has none. */
function isLetterOfDesignator(i: number): boolean {
  if (i + 1 >= words.length || !words.joins[i + 1]) return false
  const from = words.from[i] as number
  const to = words.to[i] as number
  const next = words.from[i + 1] as number
  if (to - from > DESIGNATOR_MAX_LETTERS || next - to > 1) return false
  if (text.classes[next] !== CLASS.digit || text.classes[from] !== CLASS.letter) return false
  return text.uppers[from] === 1 || !text.hasCapitals()
}

/** The digits that a word starts with: "12th" is 12. */
function digitsOf(word: string): string {
  let end = 0
  while (end < NUMBER_MAX_DIGITS && word.charCodeAt(end) >= 48 && word.charCodeAt(end) <= 57) end++
  return word.slice(0, end)
}

/** A word in Latin letters. */
function read(i: number): string {
  const from = words.from[i] as number
  const to = Math.min(words.to[i] as number, from + READ_UNITS)
  let word = ''
  for (let at = from; at < to; at++) word += String.fromCharCode(text.units[at] as number)
  const first = word.charCodeAt(0)
  const isGreek = first >= 0x370 && first < 0x400
  if (!isGreek && !isCyrillic(first)) return word
  if (isGreek) for (const [pair, letter] of GREEK_PAIRS) word = word.replaceAll(pair, letter)
  return Array.from(word, (letter) => LATIN.get(letter) ?? letter).join('')
}
