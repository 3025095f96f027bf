import { useTranslation } from 'react-i18next'
import type { Preview } from '../../api/types.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Meter } from '../../ui/meter.tsx'
import { CostLine } from '../../ui/parts.tsx'
import { MarkedText } from './marked-text.tsx'

/** What such a text costs: the sample, a thousand of them, the longest one, and the character that costs a part. */
export function Cost({ preview }: { preview: Preview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { text, encoding, parts, price, perThousand, worst, costly } = preview
  return (
    <>
      <Meter text={text} encoding={encoding} parts={parts} price={format.money(price.amount, price.currency)} />
      <CostLine of={t('templates.reading.thousand')}>{format.money(perThousand.amount, perThousand.currency)}</CostLine>
      <CostLine of={t('templates.reading.longest')}>
        {t('templates.reading.longestParts', {
          count: worst.parts,
          price: format.money(worst.price.amount, worst.price.currency),
        })}
      </CostLine>
      {worst.because !== null && (
        <p className="quiet-words">
          {worst.because.value === null
            ? t('templates.reading.becauseOfAny', { placeholder: `{{${worst.because.placeholder}}}` })
            : t('templates.reading.becauseOf', {
                value: worst.because.value,
                placeholder: `{{${worst.because.placeholder}}}`,
              })}
        </p>
      )}
      {costly !== null && (
        <div className="quiet-words">
          {costly.why === 'forces_ucs2'
            ? t('templates.reading.costly', { character: costly.character, count: parts - costly.partsWithout })
            : t('templates.reading.secondPart')}
          <MarkedText text={text} at={costly.at} length={costly.character.length} />
        </div>
      )}
      {encoding === 'ucs2' && costly === null && <p className="quiet-words">{t('templates.reading.thisScript')}</p>}
    </>
  )
}
