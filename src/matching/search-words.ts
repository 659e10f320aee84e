// The words by which a reader finds an entry, folded as matching folds: "YAPTIRIM" is "yaptırım" is "yaptirim".
import { CLASS } from './fold.ts'
import { NormalisedText, normalise } from './normalise.ts'
import { splitWords, Words } from './words.ts'

/** Letters of a designator at most: "S-400", "F-35", "UAV-3". */
const DESIGNATOR_MAX_LETTERS = 4

/** Cyrillic and Greek letters by sound, so that "С-400" and "Σ-400" are found as "S-400". */
const LATIN = new Map(
  (
    'аa бb вv гg дd еe зz иi кk лl мm нn оo пp рr сs тt уu фf хh ' +
    'αa βb δd εe φf γg ιi κk λl μm νn οo πp ρr σs τt ξx ζz'
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.slice(1)]),
)

const text = new NormalisedText()
const words = new Words()

/**
 * Every word of a text once, sorted. A designator also stands whole and in Latin letters: "С-400" gives 400, s400, с.
 * Never throws, whatever the text holds.
 */
export function listSearchWords(source: string): string[] {
  normalise(source, text)
  splitWords(text, words)
  const found = new Set<string>()
  for (let i = 0; i < words.length; i++) {
    const word = read(i)
    found.add(word)
    const parts = splitDesignator(word)
    if (parts) for (const part of [...parts, joinDesignator(parts)]) found.add(part)
    if (isDesignatorPair(i)) found.add(joinDesignator([word, read(i + 1)]))
  }
  return [...found].sort()
}

/**
 * The words of a query, as listSearchWords names them; all are to occur. A designator written with a dash or in one
 * word counts as one, an ending set off by an apostrophe not at all.
 */
export function listQueryWords(query: string): string[] {
  normalise(query, text)
  splitWords(text, words)
  const asked = new Set<string>()
  for (let i = 0; i < words.length; i++) {
    if (words.endings[i]) continue
    const word = read(i)
    const parts = splitDesignator(word)
    if (parts) asked.add(joinDesignator(parts))
    else if (isDesignatorPair(i) && hasDashBefore(i + 1)) asked.add(joinDesignator([word, read(++i)]))
    else asked.add(word)
  }
  return [...asked].sort()
}

type Parts = readonly [letters: string, number: string]

function splitDesignator(word: string): Parts | undefined {
  const parts = /^(\D+)(\d.*)$/.exec(word)
  return parts?.[1] && parts[2] && parts[1].length <= DESIGNATOR_MAX_LETTERS ? [parts[1], parts[2]] : undefined
}

function joinDesignator([letters, number]: Parts): string {
  return Array.from(letters, (letter) => LATIN.get(letter) ?? letter).join('') + number
}

/** Whether the word and the next are the letters and the number of one designator, with a dash or space between. */
function isDesignatorPair(i: number): boolean {
  if (i + 1 >= words.length) return false
  const from = words.from[i] as number
  const to = words.to[i] as number
  const next = words.from[i + 1] as number
  if (to - from > DESIGNATOR_MAX_LETTERS || next - to !== 1) return false
  for (let at = from; at < to; at++) if (text.classes[at] === CLASS.digit) return false
  const between = text.classes[to]
  return text.classes[next] === CLASS.digit && (between === CLASS.dash || between === CLASS.space)
}

function hasDashBefore(i: number): boolean {
  return text.classes[(words.from[i] as number) - 1] === CLASS.dash
}

function read(i: number): string {
  return String.fromCharCode(...text.units.subarray(words.from[i], words.to[i]))
}
