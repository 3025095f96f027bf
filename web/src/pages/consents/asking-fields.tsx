import { Switch, TagsInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../api/types.ts'

type Asking = Account['consent']['asking']

/** How people agree by themselves: to what, and by which words of a reply or by the page behind a link. */
export function AskingFields({
  asking,
  onChange,
  errorOf,
}: {
  asking: Asking
  onChange: (asking: Asking) => void
  errorOf: (path: string) => string | undefined
}) {
  const { t } = useTranslation()
  const path = 'consent.asking'
  return (
    <>
      <Switch
        label={t('consents.asking')}
        description={t('consents.askingAbout')}
        checked={asking !== null}
        onChange={(event) =>
          onChange(
            event.currentTarget.checked ? { purpose: '', wording: null, replies: ['JOIN'], byPage: false } : null,
          )
        }
      />
      {asking !== null && (
        <>
          <TextInput
            label={t('consents.askingPurpose')}
            placeholder={t('consents.askingPurposeExample')}
            maxLength={200}
            value={asking.purpose}
            onChange={(event) => onChange({ ...asking, purpose: event.currentTarget.value })}
            error={errorOf(`${path}.purpose`)}
            required
          />
          <TextInput
            label={t('consents.askingWording')}
            description={t('consents.askingWordingAbout')}
            maxLength={200}
            value={asking.wording ?? ''}
            onChange={(event) => onChange({ ...asking, wording: event.currentTarget.value || null })}
            error={errorOf(`${path}.wording`)}
          />
          <TagsInput
            label={t('consents.replies')}
            description={t('consents.repliesAbout')}
            value={asking.replies}
            onChange={(replies) => onChange({ ...asking, replies })}
            error={errorOf(`${path}.replies`)}
          />
          <Switch
            label={t('consents.byPage')}
            description={t('consents.byPageAbout', { placeholder: '{{opt_out_link}}' })}
            checked={asking.byPage}
            onChange={(event) => onChange({ ...asking, byPage: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  )
}
