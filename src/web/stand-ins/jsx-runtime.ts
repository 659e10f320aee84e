// In place of hono/jsx's runtime in the bundle (wrangler.toml, [alias]): the pages are rendered at once, from functions
// to text, and need none of its promises, contexts and hooks. The same HTML to the letter, as a test holds against the
// original, from a sixth of the code. Everything is escaped; there is no way to put in markup.
import { escapeUTF8 } from 'entities/escape'

type Child = Html | string | number | boolean | null | undefined | readonly Child[]
type Props = Readonly<Record<string, unknown>> & { readonly children?: Child }
type Component = (props: Props) => Child

/** Text that is HTML already. */
class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

const EMPTY = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
const BOOLEAN = new Set('checked disabled hidden multiple open readonly required reversed selected'.split(' '))

export function jsx(tag: string | Component, props: Props): Html {
  if (typeof tag === 'function') {
    const result = tag(props)
    return result instanceof Html ? result : new Html(renderChild(result))
  }
  let html = `<${tag}`
  for (const name in props) if (name !== 'children') html += renderAttribute(name, props[name])
  const children = renderChild(props.children)
  return new Html(children === '' && EMPTY.has(tag) ? `${html}/>` : `${html}>${children}</${tag}>`)
}

export const jsxs = jsx

export function Fragment({ children }: Props): Html {
  // As the original does, which leaves out a lone 0.
  return new Html(children ? renderChild(children) : '')
}

function renderAttribute(name: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean' && BOOLEAN.has(name)) return value ? ` ${name}=""` : ''
  return ` ${name}="${escapeText(String(value))}"`
}

function renderChild(child: Child): string {
  if (typeof child === 'string') return escapeText(child)
  if (typeof child === 'number') return String(child)
  if (child instanceof Html) return child.text
  if (child === null || child === undefined || typeof child === 'boolean') return ''
  let html = ''
  for (const one of child) html += renderChild(one)
  return html
}

/** The original writes an apostrophe as HTML 4 could read it. */
function escapeText(text: string): string {
  return escapeUTF8(text).replaceAll('&apos;', '&#39;')
}
