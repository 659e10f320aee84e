// The words by which entries are compared: folded, cut to a stem, in Latin letters, so that a name is the same word in
// every alphabet. Numbers stand apart, because two reports that differ in nothing else are two events.
import { CLASS } from '../matching/fold.ts'
import { isCyrillic, type NormalisedText, normalise } from '../matching/normalise.ts'
import { splitWords, type Words } from '../matching/words.ts'

/** Letters kept of a word: long enough to tell words apart, short enough to lose the endings of our languages. */
const STEM_LETTERS = 6
const NUMBER_MAX_DIGITS = 8

export interface StoryWord {
  /** Stem; of a number its digits ("12"), of an ordinal in letters its digits and a dot ("2."). */
  readonly stem: string
  readonly kind: 'word' | 'designator' | 'number'
  /** UTF-16 offsets into the text, half-open. */
  readonly start: number
  readonly end: number
}

/** Words that say nothing of what is reported, folded and in Latin letters. */
const STOP_WORDS = new Set(
  [
    'the an of to in on for and or is are was be by with as at from that this it its his her he she they will has have',
    'had not but after over says said say who what how why first',
    've ile bir bu da de icin mi mu ne ki olarak olan gibi daha en cok ise kadar sonra oldu etti dedi son dakika flas',
    'sondakika',
    'na ne cto po za iz ot dlya kak eto ego',
    'tu tis kai na sto sti me gia oi ta ton tin',
    'post appeared', // "The post … appeared first on …", as one blog software ends its summaries
  ].flatMap((line) => line.split(' ')),
)

/** Ordinals that headlines write in letters. "First" is left out: it mostly means "for the first time". */
const ORDINALS: readonly (readonly [RegExp, string])[] = [
  [/^(?:second$|ikinci|vtor[oauy])/, '2.'],
  [/^(?:third$|ucuncu|treti|tretu|tretey)/, '3.'],
  [/^(?:fourth$|dorduncu|cetvert)/, '4.'],
]

const LATIN = new Map(
  (
    'аa бb вv гg дd еe жj зz иi йy кk лl мm нn оo пp рr сs тt уu фf хh цts чc шs щs ъ ыi ь эe юyu яya іi їi єe ' +
    'αa βv γg δd εe ζz ηi θt ιi κk λl μm νn ξx οo πp ρr σs τt υy φf χh ψps ωo'
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.slice(1)]),
)
const GREEK_PAIRS: readonly (readonly [RegExp, string])[] = [
  [/ντ/g, 'd'],
  [/μπ/g, 'b'],
  [/γκ/g, 'g'],
  [/ου/g, 'u'],
]

/** The words of a text in order. Never throws, whatever the text holds. */
export function listStoryWords(text: string): readonly StoryWord[] {
  const normalised = normalise(text)
  const words = splitWords(normalised)
  const listed: StoryWord[] = []
  for (let i = 0; i < words.length; i++) {
    if (words.endings[i]) continue
    const designates = i + 1 < words.length && isDesignator(i, words, normalised)
    const last = designates ? i + 1 : i
    const start = normalised.starts[words.from[i] as number] as number
    const end = normalised.ends[(words.to[last] as number) - 1] as number
    const plain = inLatin(unitsOf(normalised, words.from[i] as number, words.to[i] as number))
    if (designates) {
      const digits = /^\d+/.exec(unitsOf(normalised, words.from[last] as number, words.to[last] as number))?.[0]
      listed.push({ stem: `${plain}${digits}`, kind: 'designator', start, end })
      i = last
    } else {
      const word = readWord(plain)
      if (word) listed.push({ ...word, start, end })
    }
  }
  return listed
}

function readWord(plain: string): Pick<StoryWord, 'stem' | 'kind'> | undefined {
  const digits = /^\d+/.exec(plain)?.[0]
  if (digits) return { stem: digits.slice(0, NUMBER_MAX_DIGITS), kind: 'number' }
  if (plain.length < 2 || STOP_WORDS.has(plain)) return undefined
  const ordinal = ORDINALS.find(([pattern]) => pattern.test(plain))
  if (ordinal) return { stem: ordinal[1], kind: 'number' }
  const designator = /^\p{L}{1,2}\d+/u.exec(plain)?.[0]
  if (designator) return { stem: designator, kind: 'designator' }
  return { stem: plain.slice(0, STEM_LETTERS), kind: 'word' }
}

/** "S-400", "F 35": one or two letters in capitals, one sign or nothing, a number. Without any capitals, letters do. */
function isDesignator(i: number, words: Words, text: NormalisedText): boolean {
  const from = words.from[i] as number
  const to = words.to[i] as number
  const next = words.from[i + 1] as number
  if (to - from > 2 || next - to > 1 || !words.joins[i + 1]) return false
  if (text.classes[next] !== CLASS.digit || text.classes[from] !== CLASS.letter) return false
  return text.uppers[from] === 1 || !text.hasCapitals()
}

function unitsOf(text: NormalisedText, from: number, to: number): string {
  return String.fromCharCode(...text.units.subarray(from, Math.min(to, from + 40)))
}

function inLatin(word: string): string {
  const first = word.charCodeAt(0)
  const isGreek = first >= 0x370 && first < 0x400
  if (!isGreek && !isCyrillic(first)) return word
  const paired = isGreek ? GREEK_PAIRS.reduce((text, [pair, letter]) => text.replace(pair, letter), word) : word
  return Array.from(paired, (letter) => LATIN.get(letter) ?? letter).join('')
}
