// What a source wrote: in its language, with the words found marked, and with links only to the web.
import type { Mark } from '../../publishing/card.ts'

const RIGHT_TO_LEFT = /^(ar|fa|he|ur)\b/

/** Attributes for an element that holds a source's text. */
export function inLanguage(lang: string): { lang: string; dir?: 'rtl' } {
  return RIGHT_TO_LEFT.test(lang) ? { lang, dir: 'rtl' } : { lang }
}

/** The address where it is http or https; nothing else may become a link. */
export function webAddress(url: string | null): string | undefined {
  return url !== null && /^https?:\/\//i.test(url) ? url : undefined
}

/** @param marks in order, none overlapping */
export function Marked({ text, marks }: { text: string; marks: readonly Mark[] }) {
  const parts = []
  let at = 0
  for (const [start, end] of marks) {
    parts.push(text.slice(at, start), <mark>{text.slice(start, end)}</mark>)
    at = end
  }
  parts.push(text.slice(at))
  return <>{parts}</>
}

export const titleOf = (title: string): string => title.trim() || '(no title)'
