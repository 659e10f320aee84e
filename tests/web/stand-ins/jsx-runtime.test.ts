/** The stand-in gives what hono/jsx gives, for all that the pages are made of. */
import fc from 'fast-check'
import * as original from 'hono/jsx/jsx-runtime'
import { describe, expect, test } from 'vitest'
import * as standIn from '../../../src/web/stand-ins/jsx-runtime.ts'

interface Runtime {
  jsx(tag: never, props: never): { toString(): string | Promise<string> } | Promise<unknown>
  Fragment: unknown
}
type Tree =
  | { tag: string; props: Readonly<Record<string, unknown>>; children: readonly Tree[] }
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Tree[]

/** Builds a tree as compiled JSX does: what is inside first. */
function build(tree: Tree, runtime: Runtime): unknown {
  if (Array.isArray(tree)) return tree.map((one) => build(one, runtime))
  if (typeof tree !== 'object' || tree === null || !('tag' in tree)) return tree
  const children = tree.children.map((child) => build(child, runtime))
  const component = (props: object) => runtime.jsx('b' as never, props as never)
  const tag = tree.tag === 'Fragment' ? runtime.Fragment : tree.tag === 'Component' ? component : tree.tag
  const props = {
    ...tree.props,
    ...(children.length > 0 && { children: children.length === 1 ? children[0] : children }),
  }
  return runtime.jsx(tag as never, props as never)
}

const render = (tree: Tree, runtime: Runtime): string =>
  `${runtime.jsx('main' as never, { children: build(tree, runtime) } as never)}`

function expectSame(tree: Tree): void {
  expect(render(tree, standIn as unknown as Runtime)).toBe(render(tree, original as unknown as Runtime))
}

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('<script>', '"', "'", '&amp;', ' ', ''))
const value = fc.oneof(text, fc.integer(), fc.constantFrom(null, undefined, true, false))
const TAGS = ['p', 'a', 'b', 'li', 'details', 'option', 'select', 'label', 'table']
const NAMES = ['class', 'href', 'lang', 'aria-label', 'datetime', 'open', 'selected', 'value', 'content', 'charset']
NAMES.push('viewBox', 'preserveAspectRatio', 'patternUnits', 'text-anchor', 'd', 'x', 'for', 'name', 'type', 'rel')

const { tree } = fc.letrec<{ tree: Tree; element: Tree }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, value, tie('element'), fc.array(tie('tree'), { maxLength: 3 })),
  element: fc.record({
    tag: fc.constantFrom(...TAGS, 'Fragment', 'Component'),
    props: fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 4 }),
    children: fc.array(tie('tree'), { maxLength: 4 }),
  }),
}))

describe('the stand-in for the JSX runtime', () => {
  test('renders any tree as the original does', () => {
    fc.assert(
      fc.property(tree, (any) => {
        expectSame(any)
      }),
      { numRuns: 1_500 },
    )
  })

  test('renders a drawing as the original does', () => {
    const path = { tag: 'path', props: { class: 'b0', d: 'M0 0' }, children: [] }
    const props = { viewBox: '0 0 1 1', preserveAspectRatio: 'none', role: 'group', 'aria-label': '<"' }
    const text = { tag: 'text', props: { 'text-anchor': 'end', x: '1%' }, children: [7, ' Nov'] }
    const pattern = { tag: 'pattern', props: { patternUnits: 'userSpaceOnUse', width: 5 }, children: [path] }
    expectSame({ tag: 'svg', props, children: [{ tag: 'Fragment', props: {}, children: [path, text] }, pattern] })
  })

  test('renders the head of a page and a form as the original does', () => {
    const empty = (tag: string, props: Readonly<Record<string, unknown>>): Tree => ({ tag, props, children: [] })
    const head = [
      empty('meta', { charset: 'utf-8' }),
      { tag: 'title', props: {}, children: ['A & B'] },
      empty('link', { rel: 'stylesheet', href: '/style.css?v=1' }),
      empty('link', { rel: 'alternate', type: 'application/atom+xml', href: '/feed.atom?a=1&b=2', title: '"' }),
    ]
    const form = [
      empty('br', {}),
      empty('input', { name: 'q', value: '"' }),
      { tag: 'button', props: { type: 'submit' }, children: ['Go'] },
    ]
    expectSame({ tag: 'html', props: { lang: 'en' }, children: [{ tag: 'head', props: {}, children: head }] })
    expectSame({ tag: 'form', props: { action: '/' }, children: form })
  })

  test.each(['onclick', 'style', 'dangerouslySetInnerHTML'])('has no way to put in markup (%s)', (name) => {
    const markup = standIn.jsx('p', { [name]: { __html: '<i>' }, children: '<b>' })
    expect(String(markup)).not.toMatch(/<[ib]>/)
  })
})
