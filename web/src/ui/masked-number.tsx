import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { phone } from '../format.ts'
import { ShowButton } from './show-button.tsx'

type Props = { shown: string; reveal: (() => Promise<string | null>) | null }

/** A number with its middle hidden. "Show" asks for the whole one, which is recorded; without `reveal` it stays hidden. */
export function MaskedNumber({ shown, reveal }: Props) {
  const { t } = useTranslation()
  const [whole, setWhole] = useState<string | null>(null)
  if (whole !== null || reveal === null || !shown.includes('•'))
    return <span>{whole === null ? shown : phone(whole)}</span>
  return (
    <span className="masked">
      {shown}{' '}
      <ShowButton about={t('ui.showNumber')} show={async () => setWhole(await reveal())}>
        {t('ui.show')}
      </ShowButton>
    </span>
  )
}
