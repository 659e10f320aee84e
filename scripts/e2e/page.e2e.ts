/** The pages in a browser, as people meet them: on a phone and a desk, by day and by night, with keys alone. */
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import {
  lookAt,
  measureOverflow,
  openContext,
  SCREENS,
  type Scheme,
  type Screen,
  startBrowser,
  tabTo,
} from './browser.ts'
import { makeDirectory, type Preview, startPreview } from './running-preview.ts'

const PAGE_MAX_BYTES = 60_000
const SCREEN_NAMES = Object.keys(SCREENS) as Screen[]
const LOOKS = SCREEN_NAMES.flatMap((screen) => (['light', 'dark'] as const).map((scheme) => [screen, scheme] as const))

/** Name, path and status of every page and state of one. `story` stands for the path of the first story. */
const PAGES = [
  ['home', '/', 200],
  ['home-filtered', '/?kind=official&term=caatsa', 200],
  ['home-form', '/?q=S-400&since=2026-01-01', 200],
  ['home-months', '/?chart=months', 200],
  ['home-every-report', '/?view=all', 200],
  ['home-no-result', '/?q=nowhereatall', 200],
  ['story', 'story', 200],
  ['status', '/status', 200],
  ['story-unknown', '/stories/00000000-0000-5000-8000-000000000000', 404],
  ['wrong-parameter', '/?kind=offical', 400],
  ['not-found', '/nowhere', 404],
] as const

const GOOD = { errors: [], foreign: [], layoutShift: 0, overflow: 0, violations: [] }

let browser: Browser
let preview: Preview
let storyPath: string
beforeAll(async () => {
  browser = await startBrowser()
  preview = await startPreview()
  // One of several reports, where there is one.
  const home = await textAt('/')
  const several = /href="([^"]+)">(All reports|[^<]*<\/a><\/h3><p class="by"><span>[^<]* more<)/.exec(home)
  storyPath = (several ?? /href="(\/stories\/[^"]+)"/.exec(home))?.[1] ?? ''
})
afterAll(async () => {
  await browser?.close()
  await preview?.stop()
})

const pathOf = (path: string): string => (path === 'story' ? storyPath : path)
const textAt = async (path: string): Promise<string> => (await fetch(`${preview.origin}${path}`)).text()

async function open(path: string, screen: Screen, scheme: Scheme = 'light'): Promise<Page> {
  const context = await openContext(browser, screen, scheme)
  const page = await context.newPage()
  await page.goto(`${preview.origin}${path}`)
  return page
}

describe.each(LOOKS)('on a %s, %s,', (screen, scheme) => {
  test.each(PAGES)('%s is without fault', async (name, path, status) => {
    const context = await openContext(browser, screen, scheme)
    const look = await lookAt(context, `${preview.origin}${pathOf(path)}`, `${name}-${screen}-${scheme}`)
    await context.close()
    expect(look).toEqual({ status, ...GOOD })
  })
})

describe('every page', () => {
  test.each(PAGES)('%s is below 60 kB, without script, and fits 320 pixels', async (_, path) => {
    const html = await (await fetch(`${preview.origin}${pathOf(path)}`, { headers: { Accept: 'text/html' } })).text()
    expect(new TextEncoder().encode(html).length).toBeLessThan(PAGE_MAX_BYTES)
    expect(html).not.toMatch(/<script|\sstyle=/)
    const page = await open(pathOf(path), 'phone')
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await measureOverflow(page)).toBe(0)
    await page.context().close()
  })

  test('has a Content-Security-Policy that allows no script and nothing inline', async () => {
    for (const [, path] of PAGES) {
      const { headers } = await fetch(`${preview.origin}${pathOf(path)}`, { headers: { Accept: 'text/html' } })
      const policy = headers.get('Content-Security-Policy')
      expect(policy, path).toMatch(/default-src 'none'/)
      expect(policy, path).not.toMatch(/unsafe|script-src/)
    }
  })
})

// Someone who has never seen the page answers these from it alone.
describe.each(SCREEN_NAMES)('four questions, on a %s:', (screen) => {
  test('what is tracked?', async () => {
    const page = await open('/', screen)
    expect(await page.locator('h1').innerText()).toBe(definition.title)
    expect(await page.locator('h1 + p').innerText()).toBe(definition.description)
    await page.context().close()
  })

  test('why is this item here?', async () => {
    const page = await open('/', screen)
    const story = page.locator('main li', { has: page.locator('h3') }).first()
    expect(await story.innerText()).toMatch(/Why it is here: .* in the (title|summary)/)
    await story.getByRole('link', { name: /^(Evidence|All reports)$/ }).click()
    await page.waitForURL(/\/stories\//)
    const words = page.locator('dl q').first()
    expect(await page.locator('main').innerText()).toContain('Why it is here')
    const found = await words.innerText()
    expect(await page.locator('mark').allInnerTexts()).toContain(found.replaceAll(/[“”]/g, ''))
    await page.getByRole('link', { name: 'this report as JSON' }).first().click()
    await page.waitForURL(/\/api\/entries\//)
    expect(JSON.parse(await page.locator('body').innerText())).toHaveProperty('evidence')
    await page.context().close()
  })

  test('were all sources heard today?', async () => {
    const page = await open('/', screen)
    expect(await page.locator('header.band').innerText()).toMatch(
      /heard 12 of 15 sources since [-\d]+ \d\d:00 UTC; not heard: Wobbly Post, Walled Times, Retired Bulletin\./,
    )
    await page.getByRole('link', { name: /^Coverage: / }).click()
    await page.waitForURL(/\/status$/)
    const troubles = page.locator('li', { has: page.locator('.trouble') })
    const text = (await troubles.allInnerTexts()).join('\n')
    expect(text).toMatch(/Wobbly Post[\s\S]*Cannot be read: HTTP 500/)
    expect(text).toMatch(/Walled Times[\s\S]*Cannot be read: an HTML page, not a feed/)
    expect(text).toMatch(/Retired Bulletin[\s\S]*Gone for good/)
    await page.context().close()
  })

  test('subscribe to "CAATSA, official sources only", with the keyboard alone', async () => {
    const page = await open('/', screen)
    for (const [choice, parameter] of [
      ['CAATSA', /term=caatsa/],
      ['official', /kind=official/],
    ] as const) {
      if (screen === 'phone') {
        await tabTo(page, 'Filters')
        await page.keyboard.press('Enter')
      }
      await tabTo(page, choice)
      await Promise.all([page.waitForURL(parameter), page.keyboard.press('Enter')])
    }
    expect(await page.locator('.view h2').innerText()).toMatch(/^CAATSA; official sources: \d+ stor/)
    await tabTo(page, 'Atom')
    const address = await page.evaluate<string>('document.activeElement.href')
    const announced = await page.locator('link[type="application/atom+xml"]').getAttribute('href')
    expect(new URL(announced ?? '', page.url()).href).toBe(address)
    await page.context().close()

    const feed = await (await fetch(address)).text()
    expect(feed).toMatch(/<title>[^<]*CAATSA; official sources<\/title>/)
    const entries = feed.match(/<entry [\s\S]*?<\/entry>/g) ?? []
    expect(entries.length).toBeGreaterThan(0)
    for (const entry of entries) {
      expect(entry).toContain('<category term="caatsa"')
      expect(entry).toContain('<name>Sanctions Register</name>')
    }
  })
})

test('the checks above can fail', async () => {
  const context = await openContext(browser, 'phone')
  const bad =
    '<!doctype html><body style="margin:0"><script>nothing()</script><img src="http://127.0.0.1:9/"><p style="width:999px">x'
  const look = await lookAt(context, `data:text/html,${encodeURIComponent(bad)}`, 'bad')
  await context.close()
  expect(look.violations.join()).toMatch(/image-alt/)
  expect(look.errors.join()).toMatch(/nothing is not defined/)
  expect(look.foreign).toHaveLength(1)
  expect(look.overflow).toBeGreaterThan(0)
})

describe('with the keyboard', () => {
  test('the first stop leads past the head to the content', async () => {
    const page = await open('/', 'desktop')
    await tabTo(page, 'Skip to the content')
    // The browser tells of a new fragment after the key, not with it.
    await Promise.all([page.waitForURL(/#main$/), page.keyboard.press('Enter')])
    expect(await page.evaluate<boolean>(`document.querySelector('#main:target') !== null`)).toBe(true)
    await page.context().close()
  })

  test('the form narrows the view, and leaves no empty field in the address', async () => {
    const page = await open('/?kind=press', 'desktop')
    await tabTo(page, 'Words, dates, actors, one source')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('S-400')
    await Promise.all([page.waitForURL(/q=/), page.keyboard.press('Enter')])
    const query = new URL(page.url()).searchParams
    expect([...query].sort()).toEqual([
      ['kind', 'press'],
      ['q', 'S-400'],
    ])
    expect(await page.locator('.view h2').innerText()).toMatch(/press; with the words “S-400”: \d+ stor/i)
    await page.context().close()
  })

  test('every stop shows that it has the focus', async () => {
    const page = await open('/', 'desktop')
    for (let stop = 0; stop < 60; stop++) {
      await page.keyboard.press('Tab')
      const [name, isSeen] = await page.evaluate<[string, boolean]>(`(() => {
        const element = document.activeElement
        const hit = element.querySelector('.hit')
        const isSeen = hit ? getComputedStyle(hit).opacity !== '1' : getComputedStyle(element).outlineStyle !== 'none'
        return [element.outerHTML, isSeen]
      })()`)
      expect(isSeen, name).toBe(true)
    }
    await page.context().close()
  })
})

test('a bar of the chart leads to the stories of its day', async () => {
  const page = await open('/', 'desktop')
  const bar = page.locator('.chart a[aria-label]').last()
  const name = await bar.getAttribute('aria-label')
  const count = Number(/: (\d+) stor/.exec(name ?? '')?.[1])
  expect(count).toBeGreaterThan(0)
  await bar.focus()
  await Promise.all([page.waitForURL(/since=/), page.keyboard.press('Enter')])
  expect(await page.locator('.day h2').first().innerText()).toContain(`${count} stories`)
  await page.context().close()
})

test('on paper the stories stand with their addresses, without what can only be clicked', async () => {
  const page = await open('/', 'desktop')
  await page.emulateMedia({ media: 'print' })
  for (const hidden of ['.filters', '.feeds', '.band nav']) expect(await page.locator(hidden).isVisible()).toBe(false)
  const after = `getComputedStyle(document.querySelector('h3 a[href^=http]'), '::after').content`
  expect(await page.evaluate<string>(after)).toMatch(/http/)
  await page.context().close()
})

describe('with nothing to show', () => {
  let server: Server
  let directory: string
  beforeAll(async () => {
    directory = makeDirectory()
    server = createServer((request, response) => {
      if (request.url === '/down.xml') return response.writeHead(500).end()
      response.writeHead(200, { 'Content-Type': 'application/rss+xml' })
      response.end('<rss version="2.0"><channel><title>Q</title><item><title>Rain</title></item></channel></rss>')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => server?.close())

  test.each([
    ['no-entries-yet', '/quiet.xml', 'No entries yet'],
    ['all-sources-down', '/down.xml', 'No source can be heard'],
  ])('%s says what is the matter', async (name, feed, heading) => {
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const opml = join(directory, `${name}.opml`)
    const outline = `<outline type="rss" text="Some paper" xmlUrl="http://127.0.0.1:${port}${feed}"/>`
    writeFileSync(opml, `<opml version="2.0"><head/><body>${outline}</body></opml>`)
    const empty = await startPreview('--opml', opml)
    try {
      for (const [screen, scheme] of LOOKS) {
        const context = await openContext(browser, screen, scheme)
        for (const path of ['/', '/status']) {
          const look = await lookAt(
            context,
            `${empty.origin}${path}`,
            `${name}${path === '/' ? '' : '-status'}-${screen}-${scheme}`,
          )
          expect(look).toEqual({ status: 200, ...GOOD })
        }
        const page = await context.newPage()
        await page.goto(empty.origin)
        expect(await page.locator('.plate h2').innerText()).toBe(heading)
        await context.close()
      }
    } finally {
      await empty.stop()
    }
  })
})
