/** A curve as a picture: lines over time in one SVG, readable on light and dark pages, with nothing but what it shows. */
export type Line = { name: string; colour: string; points: readonly (readonly [x: number, y: number])[] }
export type Curve = {
  title: string
  x: string
  y: string
  lines: readonly Line[]
  marks?: readonly { x: number; name: string }[]
}

const width = 880
const height = 380
const inset = { left: 64, right: 16, top: 48, bottom: 76 }

export function curveSvg({ title, x, y, lines, marks = [] }: Curve): string {
  const points = lines.flatMap((line) => line.points)
  const mostX = Math.max(1, ...points.map(([at]) => at))
  const step = niceStep(Math.max(1, ...points.map(([, value]) => value)) / 5)
  const mostY = step * Math.ceil(Math.max(1, ...points.map(([, value]) => value)) / step)
  const atX = (value: number) => round(inset.left + (value / mostX) * (width - inset.left - inset.right))
  const atY = (value: number) => round(height - inset.bottom - (value / mostY) * (height - inset.top - inset.bottom))
  const stepX = niceStep(mostX / 8)
  const body = [
    text(width / 2, 24, title, 'middle'),
    ...ticks(mostY, step).flatMap((value) => [
      `<path d="M${inset.left} ${atY(value)}H${width - inset.right}" stroke="#8884"/>`,
      text(inset.left - 8, atY(value) + 4, short(value), 'end'),
    ]),
    ...ticks(mostX, stepX).map((value) => text(atX(value), height - inset.bottom + 18, short(value), 'middle')),
    ...marks.flatMap((mark) => [
      `<path d="M${atX(mark.x)} ${inset.top}V${height - inset.bottom}" stroke="#888" stroke-dasharray="4 4"/>`,
      text(atX(mark.x) + 4, inset.top + 12, mark.name, 'start'),
    ]),
    text(width / 2, height - inset.bottom + 38, x, 'middle'),
    text(inset.left, inset.top - 10, y, 'start'),
    ...lines.map(
      ({ points: line, colour }) =>
        `<polyline fill="none" stroke="${colour}" stroke-width="1.6" points="${line.map(([a, b]) => `${atX(a)},${atY(b)}`).join(' ')}"/>`,
    ),
    ...lines.flatMap(({ name, colour }, n) => [
      `<path d="M${inset.left + n * 200} ${height - 14}h24" stroke="${colour}" stroke-width="3"/>`,
      text(inset.left + n * 200 + 32, height - 10, name, 'start'),
    ]),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}" font-family="sans-serif" font-size="12">\n<rect width="100%" height="100%" fill="#fff"/>\n${body.join('\n')}\n</svg>\n`
}

/** So few points that a picture can show: of each stretch its highest. */
export function thinned(points: Line['points'], most = 400): Line['points'] {
  const each = Math.ceil(points.length / most)
  return Array.from({ length: Math.ceil(points.length / each) }, (_, n) =>
    points.slice(n * each, (n + 1) * each),
  ).flatMap((stretch) => {
    const [first] = stretch
    return first ? [stretch.reduce((highest, one) => (one[1] > highest[1] ? one : highest), first)] : []
  })
}

const round = (value: number) => Math.round(value * 10) / 10
const ticks = (most: number, step: number) => Array.from({ length: Math.floor(most / step) + 1 }, (_, n) => n * step)
const short = (value: number) => value.toLocaleString('en')

/** 1, 2 or 5 times a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1e-9)))
  const [nice = 10] = [1, 2, 5, 10].filter((one) => one * power >= rough)
  return nice * power
}

const escaped = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const text = (x: number, y: number, words: string, anchor: string) =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="#222">${escaped(words)}</text>`
