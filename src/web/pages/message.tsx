// A page that says why there is nothing else to see.
import type { Coverage } from '../../polling/coverage.ts'
import { Layout } from './layout.tsx'

export function MessagePage({
  title,
  detail,
  disputeTitle,
  coverage,
}: {
  title: string
  detail: string
  disputeTitle: string
  coverage: Coverage
}) {
  return (
    <Layout title={title} disputeTitle={disputeTitle} coverage={coverage}>
      <header class="head">
        <h1>{title}</h1>
      </header>
      <div class="plate">
        <p>{detail}</p>
        <p>
          <a href="/">All stories</a>
        </p>
      </div>
    </Layout>
  )
}
