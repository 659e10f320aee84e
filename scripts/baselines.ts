/**
 * What one would do without this project, to compare with: two filters of regular expressions for the shipped dispute.
 * They stand apart from the matcher, so that nothing that is wrong there can be wrong here too.
 */
const S400 = /(?<![\p{L}\p{N}])[sс][-‑–— ]?400(?!\d)/iu
const F35 = /(?<![\p{L}\p{N}])f[-‑–— ]?35(?!\d)/iu
const CAATSA = /caatsa/i
const SANCTIONS = /sanction|yaptırım|санкци|κυρώσεις/iu
const TURKEY = /turkey|turkish|türk|turkiye|ankara|erdo[gğ]an|турци|турецк|анкар|эрдоган|τουρκ/iu

export interface Baseline {
  readonly name: string
  matches(row: { readonly title: string; readonly summary?: string | undefined }): boolean
}

export const baselines: readonly Baseline[] = [
  {
    name: 'any of S-400, F-35, CAATSA, sanctions',
    matches(row) {
      const text = `${row.title}\n${row.summary ?? ''}`
      return [S400, F35, CAATSA, SANCTIONS].some((pattern) => pattern.test(text))
    },
  },
  {
    name: 'S-400 or CAATSA, or F-35 with Turkey',
    matches(row) {
      const text = `${row.title}\n${row.summary ?? ''}`
      return S400.test(text) || CAATSA.test(text) || (F35.test(text) && TURKEY.test(text))
    },
  },
]
