// The stylesheet of every page. Its idea: an instrument on a desk that reads other people's words. What a source wrote
// stands in a serif, what this service says of it in a sans with even figures, names of things in a monospace.
// All sizes, distances and colours are the tokens at the top.
import { nameUuid } from '../../definition/name-uuid.ts'

const NAMESPACE = 'f2f6a1de-51a0-5d33-8a43-0f6f0f2c7a61'

export const STYLESHEET = `
:root {
  color-scheme: light dark;
  --quoted: Charter, 'Bitstream Charter', 'Sitka Text', Cambria, 'Noto Serif', 'Liberation Serif', serif;
  --spoken: 'Avenir Next', Bahnschrift, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif;
  --named: ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, 'Liberation Mono', monospace;
  --s: .8125rem; --m: 1rem; --l: 1.1875rem; --xl: 1.625rem;
  --1: .25rem; --2: .5rem; --3: .75rem; --4: 1rem; --5: 1.5rem; --6: 2.5rem;
  --measure: 40rem;
  --paper: #eff2ed; --sheet: #fbfcf9; --ink: #18211f; --dim: #4d5a55; --line: #cbd3cc; --strong-line: #6f7c76;
  --link: #0b4d68; --mark: #ffe48f; --mark-ink: #18211f;
  --band: #1b2a2b; --band-ink: #eaf0ea; --band-dim: #b3c2bb; --lit: #8fd6a5; --unlit: #ffb27a;
  --good: #1f6b42; --bad: #a02c12;
  --hue-0: #155a78; --hue-1: #96370f; --hue-2: #4a6112; --hue-3: #6b3f8c; --hue-4: #7a5200; --hue-5: #5c6863;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #101616; --sheet: #182020; --ink: #e4eae4; --dim: #a3b3ab; --line: #2e3b38; --strong-line: #74837c;
    --link: #8ccbe3; --mark: #5d4a0c; --mark-ink: #fff4cf;
    --band: #070b0b; --band-ink: #eaf0ea; --band-dim: #a3b3ab; --lit: #7ccb95; --unlit: #ffab70;
    --good: #86d0a0; --bad: #ff9d80;
    --hue-0: #79bedb; --hue-1: #f0a07c; --hue-2: #b0c873; --hue-3: #c9a6e6; --hue-4: #dcb562; --hue-5: #a3b3ab;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: var(--m)/1.5 var(--spoken);
  font-variant-numeric: tabular-nums lining-nums; overflow-wrap: anywhere; }
h1, h2, h3, p, ol, ul, dl, dd, figure, fieldset { margin: 0; padding: 0; border: 0; font-size: inherit; font-weight: inherit; }
ol, ul { list-style: none; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--hue-1); outline-offset: 2px; }
code, .id { font: .92em var(--named); }
.whole { white-space: nowrap; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: var(--4); top: var(--2); padding: var(--2) var(--3); background: var(--sheet); z-index: 1; }
.wide { max-width: 74rem; margin: 0 auto; padding: 0 var(--4); }
.dim { color: var(--dim); }
.bad { color: var(--bad); font-weight: 600; }
.good { color: var(--good); font-weight: 600; }
.small { font-size: var(--s); }

.band { background: var(--band); color: var(--band-ink); }
.band .wide { display: flex; flex-wrap: wrap; gap: var(--1) var(--5); align-items: baseline; padding-block: var(--3); }
.band a { color: inherit; }
.band nav { display: flex; gap: var(--4); }
.band nav a { padding: var(--1) 0; text-decoration: none; }
.band nav a:hover, .band [aria-current] { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: .4em; }
.band .name { text-decoration: none; font: 600 var(--m) var(--named); letter-spacing: -.02em; }
.band .cover { flex: 1 1 24rem; display: flex; gap: var(--3); align-items: baseline; font-size: var(--s); }
.band svg { flex: none; height: .75rem; overflow: visible; }
.cover a { text-decoration-color: var(--band-dim); }
.lit { fill: var(--lit); } .unlit { fill: none; stroke: var(--unlit); stroke-width: 1.5; }

.head { padding: var(--6) 0 var(--5); }
h1 { font: 600 var(--xl)/1.2 var(--quoted); letter-spacing: -.01em; max-width: 34rem; text-wrap: balance; }
.head p { max-width: var(--measure); margin-top: var(--3); }
h2 { font: 600 var(--l)/1.3 var(--spoken); }
.label { font: 600 var(--s)/1.5 var(--spoken); color: var(--dim); }

.view { border-block: 1px solid var(--strong-line); padding: var(--3) 0; display: flex; flex-wrap: wrap;
  gap: var(--2) var(--5); align-items: baseline; justify-content: space-between; }
.view h2 { font-size: var(--m); }
.feeds a { display: inline-block; margin-left: var(--2); padding: var(--1) var(--3); border: 1px solid var(--link);
  border-radius: 2px; text-decoration: none; background: var(--sheet); }
.feeds a:hover { background: var(--link); color: var(--sheet); }

.chart { padding: 0 0 var(--5); }
.chart h2 { display: inline; }
.chart .row, .key { display: flex; flex-wrap: wrap; gap: var(--1) var(--4); align-items: baseline; }
.chart > svg { display: block; width: 100%; height: 9.5rem; margin: var(--3) 0 var(--2); overflow: visible; }
.chart text { font: var(--s) var(--spoken); fill: var(--dim); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
.grid { stroke: var(--line); } .base { stroke: var(--strong-line); }
.b0 { stroke: var(--hue-0); } .b1 { stroke: var(--hue-1); } .b2 { stroke: var(--hue-2); } .b3 { stroke: var(--hue-3); }
.b4 { stroke: var(--hue-4); } .b5 { stroke: var(--hue-5); } path[class^='b'] { stroke-width: .78; } .unknown { fill: url(#hatch); }
#hatch path { stroke: var(--strong-line); stroke-width: .6; }
.hit { fill: transparent; } a:hover .hit { fill: var(--ink); opacity: .08; } a:focus-visible .hit { fill: var(--ink); opacity: .2; }
.chart svg a:focus-visible { outline: none; }
.key { font-size: var(--s); } .key svg { width: .7rem; height: .7rem; margin-right: var(--1); } .key rect[class^='b'] { stroke-width: 2rem; }

.desk { display: grid; gap: var(--5); }
.filters { font-size: var(--s); align-self: start; }
.filters fieldset, .filters .set { padding: var(--2) 0; border-top: 1px solid var(--line); }
.filters ul { display: flex; flex-wrap: wrap; gap: 0 var(--3); }
.filters li a { display: inline-block; padding: var(--1) 0; color: var(--ink); text-decoration: none; }
.filters li a:hover { text-decoration: underline; }
.filters [aria-current] { font-weight: 700; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: .3em; }
.filters [aria-current]::after { content: ' ×'; }
summary { cursor: pointer; padding: var(--1) 0; color: var(--link); }
.sets > summary { padding: var(--2) 0; border-block: 1px solid var(--line); font-size: var(--m); }
.sets[open] > summary { border-bottom: 0; }
form { display: grid; gap: var(--2); padding: var(--2) 0; }
form label { display: grid; gap: 2px; color: var(--dim); }
input, select, button { font: var(--m) var(--spoken); color: var(--ink); background: var(--sheet); border: 1px solid var(--strong-line);
  border-radius: 2px; padding: var(--1) var(--2); min-width: 0; width: 100%; min-height: 2.25rem; }
button { background: var(--link); color: var(--sheet); border-color: var(--link); cursor: pointer; }

.day { margin-top: var(--5); }
.day:first-child { margin-top: 0; }
.day h2 { display: flex; flex-wrap: wrap; gap: 0 var(--3); align-items: baseline; padding-bottom: var(--2); border-bottom: 1px solid var(--strong-line); }
.day h2 span { font: var(--s) var(--spoken); color: var(--dim); }
.day li { padding: var(--4) 0; border-bottom: 1px solid var(--line); }
h3 { font: 600 var(--l)/1.35 var(--quoted); max-width: var(--measure); }
h3 a { color: var(--ink); text-decoration-color: var(--strong-line); }
h3 + .q { margin-top: var(--2); }
.q { font-family: var(--quoted); max-width: var(--measure); }
.by { font-size: var(--s); color: var(--dim); display: flex; flex-wrap: wrap; gap: 0 var(--3); margin: var(--1) 0 var(--2); }
.by b { color: var(--ink); font-weight: 600; }
.kind { font-weight: 600; }
.official { background: var(--ink); color: var(--sheet); padding: 0 .4em; border-radius: 2px; }
.agency { color: var(--hue-0); } .press { color: var(--dim); } .specialist { color: var(--hue-2); } .search { color: var(--hue-3); }
mark { background: var(--mark); color: var(--mark-ink); padding: 0 .1em; border-radius: 2px; }
.chips { display: flex; flex-wrap: wrap; gap: var(--1) var(--3); font-size: var(--s); }
.f0, .f1, .f2, .f3, .f4, .f5 { text-decoration: none; border-left: 3px solid; padding-left: .35em; }
.f0 { color: var(--hue-0); } .f1 { color: var(--hue-1); } .f2 { color: var(--hue-2); } .f3 { color: var(--hue-3); }
.f4 { color: var(--hue-4); } .f5 { color: var(--hue-5); }
.note { font-size: var(--s); max-width: var(--measure); }
.note p { margin-top: var(--2); }
.day li.brief { padding: var(--2) 0; }
.brief h3 { font-size: var(--m); font-weight: 400; }
.brief .by { margin: 0; }
.next { padding: var(--4) 0; }

.plate { background: var(--sheet); border: 1px solid var(--line); border-left: 4px solid var(--strong-line); padding: var(--4) var(--5); max-width: var(--measure); }
.view + .plate { margin-top: var(--5); }
.plate + .day { margin-top: var(--5); }
.plate * + p { margin-top: var(--3); }
.alarm { border-left-color: var(--bad); }
.part + .part { padding-top: var(--6); }
.part > h2 { padding-bottom: var(--2); margin-bottom: var(--3); border-bottom: 1px solid var(--strong-line); }
.line > li { position: relative; padding: 0 0 var(--5) var(--5); border-left: 2px solid var(--line); margin-left: .35rem; }
.line > li::before { content: ''; position: absolute; left: -.45rem; top: .4rem; width: .7rem; height: .7rem; border-radius: 50%;
  background: var(--paper); border: 2px solid var(--strong-line); }
.line > li.off::before { background: var(--ink); border-color: var(--ink); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: var(--1) var(--4); font-size: var(--s); margin-top: var(--3); max-width: var(--measure); }
.facts dt { color: var(--dim); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: var(--s); width: 100%; }
th, td { text-align: left; vertical-align: baseline; padding: var(--1) var(--3) var(--1) 0; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { color: var(--dim); border-color: var(--strong-line); }
.num { text-align: right; }
.sources > li { display: grid; gap: 0 var(--4); padding: var(--3) 0; border-bottom: 1px solid var(--line); font-size: var(--s); }
.sources b { font: 600 var(--m) var(--spoken); }
.strip { display: block; width: 100%; max-width: 26rem; height: 1.1rem; margin-top: var(--1); border-bottom: 1px solid var(--strong-line); }
.strip rect { fill: var(--line); } .strip path { stroke: var(--good); }
.rule p { margin-top: var(--4); }
.rule ul { margin-left: var(--2); padding-left: var(--3); border-left: 2px solid var(--line); }
.rule li { padding: var(--1) 0; }
.rule details > ul { margin-bottom: var(--3); }
.foot { border-top: 1px solid var(--line); margin-top: var(--6); padding: var(--4) 0 var(--6); font-size: var(--s); color: var(--dim); display: flex; flex-wrap: wrap; gap: var(--1) var(--4); }

@media (min-width: 40rem) {
  .sources > li { grid-template-columns: 13rem 1fr; }
  .sources .trouble { grid-column: 2; }
  .near > li { grid-template-columns: 1fr; }
}
@media (min-width: 60rem) {
  :root { --xl: 2.125rem; }
  .desk { grid-template-columns: 15rem minmax(0, 1fr); gap: var(--6); }
  .filters { position: sticky; top: var(--4); max-height: calc(100vh - 2rem); overflow-y: auto; padding-right: var(--2); }
  .chart { padding-top: var(--5); }
  .intro { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: var(--6); align-items: start; }
  .line > li { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 4fr); gap: var(--6); }
  .line .facts { margin: 0; align-content: start; }
  .day li { display: grid; grid-template-columns: minmax(0, 1fr) 15rem; gap: var(--5); }
  .note { border-left: 1px solid var(--line); padding-left: var(--4); }
  .note p:first-child { margin-top: 0; }
  .day li.brief { display: block; }
  @supports selector(::details-content) {
    .sets > summary { display: none; }
    .sets::details-content { content-visibility: visible; }
  }
}
@media print {
  :root { --paper: #fff; --sheet: #fff; --ink: #000; --dim: #333; --band: #fff; --band-ink: #000; --band-dim: #333; --mark: #ddd; --mark-ink: #000; --link: #000; --lit: #000; --unlit: #000; }
  .band nav, .filters, .feeds, .skip, .chart details, .next { display: none; }
  .desk { display: block; }
  .day li, .line > li { break-inside: avoid; }
  h3 a[href^='http']::after { content: ' ' attr(href); display: block; font: var(--s) var(--named); color: var(--dim); }
}
`

/** The address changes with the content, so that it can be cached for good. */
export const STYLESHEET_PATH = `/style.css?v=${nameUuid(STYLESHEET, NAMESPACE).slice(0, 8)}`

/** A square of the instrument: three lamps, two lit. */
export const FAVICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#1b2a2b"/>' +
  '<path d="M6 22V14h5v8zM13.5 22V9h5v13z" fill="#8fd6a5"/><path d="M22 21V17h3v4z" fill="none" stroke="#ffb27a" stroke-width="2"/></svg>'
