import { Switch, TagsInput, TextInput } from '@mantine/core'
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
  const path = 'consent.asking'
  return (
    <>
      <Switch
        label="People can agree by themselves"
        description="By a word of a reply, or by a button of the page behind a link. It is recorded with their words."
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
            label="To what they agree"
            placeholder="offers by text"
            maxLength={200}
            value={asking.purpose}
            onChange={(event) => onChange({ ...asking, purpose: event.currentTarget.value })}
            error={errorOf(`${path}.purpose`)}
            required
          />
          <TextInput
            label="Version of your wording"
            description="Of the text that invites them. Empty: not kept."
            maxLength={200}
            value={asking.wording ?? ''}
            onChange={(event) => onChange({ ...asking, wording: event.currentTarget.value || null })}
            error={errorOf(`${path}.wording`)}
          />
          <TagsInput
            label="Words of a reply that agree"
            description="Alone in the reply, besides words of courtesy."
            value={asking.replies}
            onChange={(replies) => onChange({ ...asking, replies })}
            error={errorOf(`${path}.replies`)}
          />
          <Switch
            label="The page behind a link asks too"
            description="{{opt_out_link}} in a text leads to it."
            checked={asking.byPage}
            onChange={(event) => onChange({ ...asking, byPage: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  )
}
