import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLatestCalls } from '../../api/calls.ts'
import type { CallRow } from '../../api/types.ts'
import { useFormat } from '../../ui/format-context.tsx'

/** The newest calls that were, which a text can be filled from; undefined until they are known. */
export function useCallsThatWere(): CallRow[] | undefined {
  const { data, error } = useLatestCalls(false)
  if (data === undefined) return error === null ? undefined : []
  return data.filter((one) => !one.isTest && !one.confirmsOptOut)
}

type Props = {
  /** The call that fills the text; null: a sample. */
  call: CallRow | null
  calls: readonly CallRow[]
  onChoose: (call: CallRow | null) => void
}

/** Says which call a text is filled from, and fills it from another. */
export function FilledFrom({ call, calls, onChoose }: Props) {
  const { t } = useTranslation()
  const wordsOf = useCallWords()
  return (
    <p className="handset-note">
      {call === null ? t('filled.bySample') : t('filled.from', { call: wordsOf(call) })}{' '}
      {calls.length > 0 && (
        <Menu position="bottom-end" width={300}>
          <Menu.Target>
            <button type="button" className="link-button">
              {t('filled.another')}
            </button>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
            <Menu.Item onClick={() => onChoose(null)}>{t('filled.sample')}</Menu.Item>
            {calls.map((one) => (
              <Menu.Item key={one.id} onClick={() => onChoose(one)}>
                {wordsOf(one)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </p>
  )
}

/** `Missed, Sales, Ravi Deshmukh, 14:31` */
function useCallWords() {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ outcome, department, user, endedAt }: CallRow): string =>
    [t(`word.${outcome}`), department?.name, user?.name, format.moment(endedAt)]
      .filter((one) => one !== undefined)
      .join(', ')
}
