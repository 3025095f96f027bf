/** A bill on a terminal: figures at the right edge, what they come from below. */
import type { BillView } from '../http/shapes/billing.ts'
import { apart, columns, counted, cut, money, type Paint, padStart, width } from './print.ts'
import { dayAndTime } from './time.ts'

const modeWords = { off: 'off', one_way: 'one-way', two_way: 'two-way' } as const

export function billLines(bill: BillView, paint: Paint): string[] {
  const { rental, texts, notCharged, taxes, total, forecast } = bill
  const figure = (words: string, amount: BillView['total']) => line(`  ${words}`, money(amount))
  return [
    paint.bold(cut(`  ${headWords(bill)}`, columns)),
    '',
    ...figure(`Rental, ${counted(linesOf(bill), 'line')}`, rental.amount),
    ...rental.items.flatMap((item) => itemLines(item, bill.zone, paint)),
    ...figure(`Texts, ${counted(texts.parts, 'part')}`, texts.amount),
    ...texts.byRule.flatMap((one) => part(`by ${one.name}`, `, ${counted(one.parts, 'part')}`, one.amount, paint)),
    ...notChargedLines(notCharged, paint),
    ...taxes.flatMap((one) => figure(`${one.name} ${one.percent} %`, one.amount)),
    ...line(`  ${bill.isCurrent ? 'Total so far' : 'Total'}`, money(total)).map(paint.bold),
    ...(forecast === null ? [] : figure(`Forecast for ${dateWords(bill.end)}`, forecast)),
    ...(bill.isCurrent || bill.isFinal
      ? []
      : ['', '  Some of its texts may still change: what they cost is settled in some days.']),
  ]
}

function headWords({ start, end, day, days }: BillView): string {
  return `${dateWords(start)} to ${dateWords(end)} ${end.slice(0, 4)}${day === null ? '' : `, day ${day} of ${days}`}`
}

const dateFormat = new Intl.DateTimeFormat('en-IN', { day: 'numeric', month: 'long', timeZone: 'UTC' })
const dateWords = (date: string): string => dateFormat.format(new Date(date))

/** Words at the left, a figure at the right edge. */
function line(words: string, figure: string): string[] {
  return apart(cut(words, columns - width(figure) - 2), figure)
}

/** What a figure comes from, its name cut where it is too long. Its own figure stands before the right edge, where nobody adds it up again. */
function part(name: string, words: string, amount: BillView['total'], paint: Paint): string[] {
  const figure = `${padStart(money(amount), 11)}${' '.repeat(12)}`
  const room = columns - width(figure) - 2 - width(`    ${words}`)
  return apart(`    ${cut(name, room)}${words}`, figure).map((one) => paint.dim(one.trimEnd()))
}

const linesOf = ({ rental }: BillView): number => rental.items.reduce((sum, one) => sum + one.lines, 0)

function itemLines(item: BillView['rental']['items'][number], zone: string, paint: Paint): string[] {
  const { did, lines, mode, price, amount, since, until } = item
  const cause = (word: string, { at, what }: NonNullable<typeof since>) =>
    paint.dim(cut(`      ${word} ${dayAndTime(at, zone)}: ${what}`, columns))
  return [
    ...part(did.name, `, ${counted(lines, 'line')} ${modeWords[mode]} × ${money(price)}`, amount, paint),
    ...(since ? [cause('since', since)] : []),
    ...(until ? [cause('until', until)] : []),
  ]
}

function notChargedLines({ texts, reasons }: BillView['notCharged'], paint: Paint): string[] {
  if (texts === 0) return []
  return [
    `  Not charged, ${counted(texts, 'text')}`,
    ...reasons.map((one) => paint.dim(cut(`    ${counted(one.texts, 'text')}: ${one.words}`, columns))),
  ]
}
