// What XML's text is made of, for those who read it without a parser or mend it for one.

export const CDATA = '<![CDATA['
export const CDATA_END = ']]>'

/** What XML 1.0 allows nowhere (section 2.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
export const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/

export interface TextPart {
  /** Without the marks of a CDATA section. */
  readonly text: string
  readonly isCdata: boolean
}

/** Text and CDATA sections in turns; what never ends is none, and text. */
export function splitCdata(text: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (let open = text.indexOf(CDATA); open >= 0; open = text.indexOf(CDATA, at)) {
    const close = text.indexOf(CDATA_END, open)
    if (close < 0) break
    parts.push({ text: text.slice(at, open), isCdata: false })
    parts.push({ text: text.slice(open + CDATA.length, close), isCdata: true })
    at = close + CDATA_END.length
  }
  parts.push({ text: text.slice(at), isCdata: false })
  return parts
}
