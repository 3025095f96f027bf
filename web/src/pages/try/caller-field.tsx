import { Autocomplete } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ending } from '../../api/types.ts'
import { LinkButton } from '../../ui/parts.tsx'
import { endingOf, numberEnding } from './endings.ts'
import { Endings } from './endings.tsx'

type Props = { value: string; onChange: (caller: string) => void; endings: readonly Ending[] }

/** The caller's number; in the sandbox its last digits say what becomes of the text. */
export function CallerField({ value, onChange, endings }: Props) {
  const { t } = useTranslation()
  const [isListing, setListing] = useState(false)
  const what = new Map(endings.map((one) => [numberEnding(one.ending), one.what]))
  return (
    <div>
      <Autocomplete
        label={t('word.caller')}
        data={[...what.keys()]}
        filter={({ options }) => options}
        renderOption={({ option }) => (
          <span className="ending-option">
            <span>{option.value}</span>
            <small lang="en">{what.get(option.value)}</small>
          </span>
        )}
        maxDropdownHeight={320}
        value={value}
        onChange={onChange}
        inputMode="tel"
        placeholder={t('trying.withheld')}
        description={
          <>
            <EndingWords caller={value} endings={endings} />{' '}
            {endings.length > 0 && <LinkButton onClick={() => setListing(true)}>{t('trying.allEndings')}</LinkButton>}
          </>
        }
      />
      <Endings opened={isListing} onClose={() => setListing(false)} endings={endings} onChoose={onChange} />
    </div>
  )
}

function EndingWords({ caller, endings }: { caller: string; endings: readonly Ending[] }) {
  const { t } = useTranslation()
  if (caller.trim() === '') return t('trying.emptyIsWithheld')
  const ending = endingOf(caller, endings)
  if (ending === undefined) return endings.length === 0 ? '' : t('trying.noEnding')
  return (
    <>
      {t('trying.endingIn', { ending: ending.ending })}{' '}
      <span lang="en">{`${ending.what.charAt(0).toLowerCase()}${ending.what.slice(1)}.`}</span>
    </>
  )
}
