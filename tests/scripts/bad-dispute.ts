import type { Definition } from '../../src/definition/definition.ts'
import { tiny } from '../matching/tiny-definition.ts'

/** A definition that every command refuses. */
export const dispute: Definition = {
  ...tiny,
  terms: tiny.terms.map((term) => (term.id === 'h-12' ? { ...term, spellings: { en: [''] } } : term)),
}
