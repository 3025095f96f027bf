import type { Preview } from '../../api/types.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Meter } from '../../ui/meter.tsx'
import { CostLine } from '../../ui/parts.tsx'
import { MarkedText } from './marked-text.tsx'

/** What such a text costs: the sample, a thousand of them, the longest one, and the character that costs a part. */
export function Cost({ preview }: { preview: Preview }) {
  const format = useFormat()
  const { text, encoding, parts, price, perThousand, worst, costly } = preview
  return (
    <>
      <Meter text={text} encoding={encoding} parts={parts} price={format.money(price.amount, price.currency)} />
      <CostLine of="A thousand such texts">{format.money(perThousand.amount, perThousand.currency)}</CostLine>
      <CostLine of="The longest one">
        {worst.parts} {worst.parts === 1 ? 'part' : 'parts'}, {format.money(worst.price.amount, worst.price.currency)}
      </CostLine>
      {worst.because !== null && (
        <p className="quiet-words">
          {worst.because.value === null ? 'A value in Hindi or with an emoji' : `“${worst.because.value}”`} in{' '}
          {`{{${worst.because.placeholder}}}`} makes every part of it hold 70 characters instead of 160.
        </p>
      )}
      {costly !== null && (
        <div className="quiet-words">
          {costly.why === 'forces_ucs2'
            ? `${costly.character} costs ${parts - costly.partsWithout === 1 ? 'a part' : `${parts - costly.partsWithout} parts`}: every part holds 70 characters instead of 160.`
            : 'Here begins the second part:'}
          <MarkedText text={text} at={costly.at} length={costly.character.length} />
        </div>
      )}
      {encoding === 'ucs2' && costly === null && (
        <p className="quiet-words">
          A text in this script holds 70 characters in a part instead of 160. That is as it must be.
        </p>
      )}
    </>
  )
}
