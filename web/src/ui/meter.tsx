import './meter.css'
import { useTranslation } from 'react-i18next'
import { capacity, encodingWords, unitsOf } from '../sms.ts'

type Props = { text: string; encoding: 'gsm' | 'ucs2'; parts: number; price?: string | undefined }

/** Under a handset, always in this order: parts, encoding, characters of the limit, price. One bar per part; amber from two parts. */
export function Meter({ text, encoding, parts, price }: Props) {
  const { t } = useTranslation()
  const units = unitsOf(text, encoding)
  const limit = capacity(encoding, parts)
  const perPart = limit / Math.max(parts, 1)
  return (
    <div className="meter" data-many={parts > 1 || undefined}>
      <div className="meter-bars" aria-hidden="true">
        {Array.from({ length: parts }, (_, index) => {
          const filled = Math.min(Math.max(units - index * perPart, 0), perPart) / perPart
          // biome-ignore lint/suspicious/noArrayIndexKey: parts are their place
          return <span key={index} style={{ '--filled': `${filled * 100}%` } as React.CSSProperties} />
        })}
      </div>
      <p className="meter-words">
        <strong>{t('ui.parts', { count: parts })}</strong> {encodingWords[encoding]}{' '}
        <span className="meter-units">{t('ui.unitsOf', { units, limit })}</span>
        {price !== undefined && <strong className="meter-price">{price}</strong>}
      </p>
    </div>
  )
}
