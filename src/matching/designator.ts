/** Designators such as S-400: how their letters are written in other scripts, and where a text has one. */
import type { Designator } from '../definition/spelling.ts'
import { CLASS } from './fold.ts'
import { isCyrillic, type NormalisedText } from './normalise.ts'

/** One way to write a designator's letters, folded. */
export interface DesignatorForm {
  readonly letters: string
  readonly digits: string
  /** Latin look-alikes of Cyrillic letters ("C-400"): they count in Cyrillic text only. */
  readonly cyrillicTextOnly: boolean
}

const CYRILLIC_SOUND = pairs('aа bб cц dд eе fф gг hх iи kк lл mм nн oо pп rр sс tт uу vв zз')
const CYRILLIC_LOOK = pairs('aа bв cс eе hн iі jј kк mм oо pр sѕ tт xх yу')
const LATIN_LOOK_OF_CYRILLIC = pairs('аa вb еe кk мm нh оo рp сc тt уy хx')
const GREEK_SOUND = pairs('aα bβ dδ eε fφ gγ iι kκ lλ mμ nν oο pπ rρ sσ tτ xξ zζ')
/** Names of the letters as Arabic, Persian and Urdu write them. */
const ARABIC_NAMES: Record<string, readonly string[]> = {
  b: ['ب', 'بي'],
  f: ['اف', 'ايف', 'ایف'],
  k: ['ك', 'كي', 'کی'],
  m: ['ام', 'ايم', 'ایم'],
  s: ['اس', 'ايس', 'ایس'],
  t: ['ت', 'تي', 'تی'],
}
/** Articles, conjunctions and prepositions that Arabic writes onto the next word. */
const ARABIC_PREFIXES = ['', 'ال', 'و', 'وال', 'ب', 'بال', 'ل', 'لل', 'ف', 'ك']

/** Letters that name a variant (F-35A, F-16V, S-400s): others after the number are units or ordinals. */
const VARIANT = /^[abcdefghijsv]s?$/
/** Turkish endings that start with other letters than ler/lar, with and without the apostrophe that belongs there. */
const TURKISH_ENDING = /^(?:y?[aeiu]|n?[iu]n|y[iu]|s[iu]|n?[dt][ae]n?|[iu]n?[dt][ae]n?|yl[ae]|l[iu]k?|lu)$/

export function designatorForms({ letters, digits }: Designator): readonly DesignatorForm[] {
  const latin = letters.toLowerCase()
  const sound = transliterate(latin, CYRILLIC_SOUND)
  const look = sound && transliterate(sound, LATIN_LOOK_OF_CYRILLIC)
  const everywhere = new Set([
    latin,
    sound,
    transliterate(latin, CYRILLIC_LOOK),
    transliterate(latin, GREEK_SOUND),
    ...(ARABIC_NAMES[latin] ?? []).flatMap((name) => ARABIC_PREFIXES.map((prefix) => prefix + name)),
  ])
  const forms: DesignatorForm[] = []
  for (const form of everywhere) if (form) forms.push({ letters: form, digits, cyrillicTextOnly: false })
  if (look && !everywhere.has(look)) forms.push({ letters: look, digits, cyrillicTextOnly: true })
  return forms
}

/**
 * Where the designator written at unit `from`, the first of a word, ends; -1 where it is another word or number.
 * `isEnding`: the word is set off by an apostrophe, so "legislature's 400th" must not count.
 */
export function matchDesignator(text: NormalisedText, from: number, form: DesignatorForm, isEnding: boolean): number {
  const { units, classes, length } = text
  let i = from
  for (let k = 0; k < form.letters.length; k++, i++) {
    if (i >= length || units[i] !== form.letters.charCodeAt(k)) return -1
  }
  const afterLetters = i
  i = skipSeparator(classes, i, length)
  if (isEnding && i > afterLetters && classes[afterLetters] === CLASS.space) return -1
  for (let k = 0; k < form.digits.length; k++, i++) {
    if (i >= length || units[i] !== form.digits.charCodeAt(k)) return -1
  }
  if (i < length && classes[i] === CLASS.digit) return -1
  if (followsSingleLetterAndDot(text, from) || startsFraction(text, i)) return -1
  if (form.cyrillicTextOnly && !text.hasCyrillic()) return -1
  return endOfSuffix(text, i)
}

/** Past a dash, an underscore or a space, or a dash with a space beside it. */
function skipSeparator(classes: Uint8Array, at: number, length: number): number {
  let i = at
  if (i < length && classes[i] === CLASS.space) i++
  if (i < length && (classes[i] === CLASS.dash || classes[i] === CLASS.underscore)) {
    i++
    if (i < length && classes[i] === CLASS.space) i++
  }
  return i
}

/** The end of letters written onto the number, -1 where they make it something else: "400th", "35mm". */
function endOfSuffix({ units, classes, length }: NormalisedText, at: number): number {
  let i = at
  while (i < length && classes[i] === CLASS.letter) i++
  if (i === at) return at
  if (i < length && classes[i] === CLASS.digit) return -1
  if (isCyrillic(units[at] as number)) return i - at <= 3 ? i : -1
  if (i - at > 12) return -1
  let suffix = ''
  for (let k = at; k < i; k++) suffix += String.fromCharCode(units[k] as number)
  const isKnown =
    VARIANT.test(suffix) || suffix.startsWith('ler') || suffix.startsWith('lar') || TURKISH_ENDING.test(suffix)
  return isKnown ? i : -1
}

/** "U.S 400": the letter belongs to an abbreviation. */
function followsSingleLetterAndDot({ classes }: NormalisedText, from: number): boolean {
  if (from < 2 || classes[from - 1] !== CLASS.dot || classes[from - 2] !== CLASS.letter) return false
  return from < 3 || classes[from - 3] !== CLASS.letter
}

/** "S 400,000" and "F 35.5" are numbers. */
function startsFraction({ units, classes, length }: NormalisedText, at: number): boolean {
  if (at + 1 >= length || classes[at + 1] !== CLASS.digit) return false
  return classes[at] === CLASS.dot || units[at] === 0x2c
}

function pairs(list: string): ReadonlyMap<string, string> {
  return new Map(list.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)]))
}

function transliterate(text: string, letters: ReadonlyMap<string, string>): string | undefined {
  let written = ''
  for (const letter of text) {
    const other = letters.get(letter)
    if (other === undefined) return undefined
    written += other
  }
  return written
}
