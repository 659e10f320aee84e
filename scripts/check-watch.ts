// Says what is wrong with src/watch/, before it is deployed. Part of `npm run check`.
import { checkDefinition } from '../src/definition/check-definition.ts'
import { checkSources } from '../src/definition/check-sources.ts'
import { checkHidden } from '../src/definition/hidden.ts'
import { dispute } from '../src/watch/dispute.ts'
import { hidden } from '../src/watch/hidden.ts'
import { sources } from '../src/watch/sources.ts'

const problems = [...checkDefinition(dispute), ...checkSources(sources), ...checkHidden(hidden)]
for (const problem of problems) console.error(`src/watch: ${problem}`)
process.exitCode = problems.length > 0 ? 1 : 0
