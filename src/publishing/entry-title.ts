// The title in a feed. One not in English gets a suffix that an English reader can scan:
// "… [TR: S-400, CAATSA; denies]".
import type { Definition } from '../definition/definition.ts'
import { findFacet, findTerm } from '../definition/look-up.ts'
import { cleanText } from '../entries/clean-text.ts'
import type { Entry } from '../entries/entry.ts'

const UNTITLED = '(no title)'
/** RFC 5646, section 4.1. */
const UNKNOWN_LANGUAGE = 'und'

/** @returns plain text, never empty */
export function renderTitle(entry: Entry, definition: Definition): string {
  const title = cleanText(entry.title) || UNTITLED
  const language = entry.lang.split('-', 1)[0] ?? entry.lang
  if (language === 'en' || language === UNKNOWN_LANGUAGE) return title
  const labels = (inTitle: 'topic' | 'act'): string =>
    entry.terms
      .map((id) => findTerm(definition, id))
      .filter((term) => term !== undefined && findFacet(definition, term.facet)?.inTitle === inTitle)
      .map((term) => term?.label)
      .join(', ')
  const scan = [labels('topic'), labels('act')].filter(Boolean).join('; ')
  return `${title} [${language.toUpperCase()}${scan ? `: ${scan}` : ''}]`
}
