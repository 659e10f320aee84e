// Text → markup. Everything that a source wrote passes here before it reaches an output.
import { escapeUTF8 } from 'entities/escape'
import { cleanText } from '../entries/clean-text.ts'

/** For element text and attribute values in XML and HTML; drops what XML 1.0 cannot carry. */
export function escapeMarkup(text: string): string {
  return escapeUTF8(cleanText(text))
}
