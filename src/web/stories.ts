// /api/stories: stories page by page, and one by its id.
import { Hono } from 'hono/tiny'
import { makeCard } from '../publishing/card.ts'
import { groupStories, type Story } from '../publishing/group-stories.ts'
import { listStories } from '../publishing/list-stories.ts'
import { answerJson } from './answer.ts'
import type { AppParts } from './app-parts.ts'
import { type AppEnv, valuesOf } from './check-query.ts'
import { answerGap, linkNext } from './entries.ts'
import { encodeCursor } from './paging.ts'
import { LIMIT_MAX, toFilter } from './parameters.ts'
import { problem } from './problem.ts'
import { readStory } from './story-reports.ts'
import { readLog } from './views.ts'

export function createStories({ parameters, reader }: AppParts) {
  return new Hono<AppEnv>()
    .get('/api/stories', async (c) => {
      const values = valuesOf(c, parameters.stories)
      const { limit = LIMIT_MAX, cursor: after } = values
      const listed = await listStories(await readLog(reader(c.env)), { filter: toFilter(values), after, limit })
      if (listed.kind === 'gap') return answerGap(c)
      const cursor = listed.last === undefined ? null : encodeCursor(listed.last)
      if (cursor !== null) linkNext(c, 'cursor', cursor)
      return answerJson(c, { stories: listed.stories.map(publicStory), cursor })
    })
    .get('/api/stories/:id', async (c) => {
      const id = c.req.param('id')
      const reading = await readStory(reader(c.env), id, Date.now())
      switch (reading.kind) {
        case 'elsewhere':
          return c.redirect(`/api/stories/${reading.story}`)
        case 'absent':
          return problem(c, 404, 'No such story', `There is no story with the id "${id}".`)
        case 'hidden':
          return problem(c, 410, 'Taken down', reading.reason)
        case 'story': {
          const cards = reading.reports.map((entry) => ({ ...makeCard(entry), story: id }))
          return answerJson(c, groupStories(cards).map(publicStory)[0])
        }
      }
    })
}

/** Its first report is the first of them. */
function publicStory({ first: _, ...story }: Story): Omit<Story, 'first'> {
  return story
}
