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

/** Keeps a designator, "F-35", on one line. With a hyphen that does not break it could not be found or copied. */
export function Whole({ text }: { text: string }) {
  return (
    <>{text.split(/([A-Z]+-\d+)/).map((part, index) => (index % 2 === 1 ? <span class="whole">{part}</span> : part))}</>
  )
}

export const titleOf = (title: string): string => title.trim() || '(no title)'
