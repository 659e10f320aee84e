/** Debian's Chromium, and what a look at a page tells. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { ROOT } from './running-preview.ts'

export const CHROMIUM = '/usr/bin/chromium'
const SCREENSHOTS = join(ROOT, 'e2e-output/screenshots')

export const SCREENS = { phone: { width: 360, height: 780 }, desktop: { width: 1280, height: 900 } } as const
export type Screen = keyof typeof SCREENS
export type Scheme = 'light' | 'dark'

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM })
}

export function openContext(browser: Browser, screen: Screen, scheme: Scheme = 'light'): Promise<BrowserContext> {
  return browser.newContext({ viewport: SCREENS[screen], colorScheme: scheme, reducedMotion: 'reduce' })
}

export interface Look {
  readonly status: number
  /** What went to the console as an error, but for the page's own status. */
  readonly errors: readonly string[]
  /** Addresses on other hosts that were asked for. */
  readonly foreign: readonly string[]
  /** Cumulative layout shift; 0 where nothing moved. */
  readonly layoutShift: number
  /** Pixels by which the page is wider than the screen. */
  readonly overflow: number
  /** Rules of axe that are broken, each with the elements. */
  readonly violations: readonly string[]
}

/** Opens a page, looks at it in every way and leaves a screenshot of all of it. */
export async function lookAt(context: BrowserContext, url: string, name: string): Promise<Look> {
  const page = await context.newPage()
  const errors: string[] = []
  const foreign: string[] = []
  page.on('console', (message) => {
    const isOwnStatus = message.text().startsWith('Failed to load resource') && message.location().url === url
    if (message.type() === 'error' && !isOwnStatus) errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) foreign.push(request.url())
  })
  const response = await page.goto(url)
  const look = {
    status: response?.status() ?? 0,
    errors,
    foreign,
    layoutShift: await measureLayoutShift(page),
    overflow: await measureOverflow(page),
    violations: await runAxe(page),
  }
  mkdirSync(SCREENSHOTS, { recursive: true })
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true })
  await page.close()
  return look
}

export async function measureOverflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

function measureLayoutShift(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    let sum = 0
    new PerformanceObserver((list) => { for (const { value } of list.getEntries()) sum += value })
      .observe({ type: 'layout-shift', buffered: true })
    requestAnimationFrame(() => setTimeout(() => resolve(sum), 50))
  })`)
}

async function runAxe(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run()')
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Presses Tab until the element in focus has the text or name; throws where it never has. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const inFocus = `(() => {
    const { activeElement: element } = document
    return (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim()
  })()`
  for (let presses = 0; presses < 300; presses++) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate<string>(inFocus)) === name) return
  }
  throw new Error(`"${name}" cannot be reached with the Tab key at ${page.url()}`)
}
