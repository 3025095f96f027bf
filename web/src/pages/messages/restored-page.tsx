import '../../ui/table.css'
import './restored.css'
import { Button, Checkbox } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type RestoredDeed, settleRestored, useRestored } from '../../api/restored.ts'
import type { Message } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { toast } from '../../shell/toast.tsx'
import { recipientWord } from '../../story/words.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { PageLoading } from '../../ui/page-loading.tsx'
import { Card, EmptyState, PageHead } from '../../ui/parts.tsx'

const title = 'After the restore'

export default function RestoredPage() {
  usePageTitle(title)
  const { data, error } = useRestored()
  if (error !== null && data === undefined) return <Failure error={error} />
  if (data === undefined) return <PageLoading title={title} />
  return (
    <>
      <PageHead title={title} lead={<Lead {...data} />} />
      {data.items.length === 0 ? (
        <Card>
          <EmptyState
            title="No text waits"
            action={
              <Button variant="default" renderRoot={(props) => <Link to="/messages" {...props} />}>
                Show all texts
              </Button>
            }
          />
        </Card>
      ) : (
        <Held items={data.items} waiting={data.waiting} />
      )}
    </>
  )
}

function Lead({ restoredAt, backupTakenAt, waiting }: NonNullable<ReturnType<typeof useRestored>['data']>) {
  const format = useFormat()
  if (restoredAt === null) return <>This database was never restored.</>
  const from = backupTakenAt === null ? '' : ` from the backup of ${format.moment(backupTakenAt)}`
  return (
    <>
      Restored {format.moment(restoredAt)}
      {from}. {waiting > 0 && <strong>Whether these texts went before is not known: you decide.</strong>}
    </>
  )
}

function Held({ items, waiting }: { items: readonly Message[]; waiting: number }) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const here = chosen.filter((id) => items.some((one) => one.id === id))
  const { ask, dialog } = useConfirm()
  const settle = useMutation({
    mutationFn: ({ deed, ids }: { deed: RestoredDeed; ids: readonly string[] | undefined }) =>
      settleRestored(deed, ids),
    onSuccess: (count, { deed }) =>
      toast({ words: `${count} ${count === 1 ? 'text' : 'texts'} ${deed === 'send' ? 'let go' : 'dropped'}` }),
    onError: (error) => toast({ tone: 'bad', words: error.message }),
  })
  const ids = here.length === 0 ? undefined : here
  const what =
    here.length === 0
      ? waiting === 1
        ? 'it'
        : `all ${waiting}`
      : here.length === 1
        ? 'this one'
        : `these ${here.length}`
  const put = (deed: RestoredDeed) =>
    ask({
      title: deed === 'send' ? `Send ${what}?` : `Drop ${what}?`,
      words:
        deed === 'send'
          ? 'A text that went before the restore arrives a second time. Exclusions and limits are looked at once more before each goes.'
          : 'They are not sent, and count as refused by hand. One that went before the restore may still be shown as delivered by its receipt.',
      action: deed === 'send' ? `Send ${what} all the same` : `Drop ${what}`,
      onYes: () => settle.mutate({ deed, ids }),
    })
  return (
    <Card padded={false}>
      <div className="restored-head">
        <Checkbox
          label={here.length === 0 ? 'Choose all shown' : `${here.length} chosen`}
          checked={here.length === items.length}
          indeterminate={here.length > 0 && here.length < items.length}
          onChange={(event) => setChosen(event.currentTarget.checked ? items.map((one) => one.id) : [])}
        />
        <span className="restored-ways">
          <Button onClick={() => put('send')} loading={settle.isPending}>
            Send {what}…
          </Button>
          <Button variant="default" onClick={() => put('drop')} loading={settle.isPending}>
            Drop {what}…
          </Button>
        </span>
      </div>
      <ul className="restored">
        {items.map((one) => (
          <HeldText
            key={one.id}
            message={one}
            isChosen={here.includes(one.id)}
            onChoose={(is) => setChosen(is ? [...here, one.id] : here.filter((id) => id !== one.id))}
          />
        ))}
      </ul>
      {waiting > items.length && <p className="table-note">And {waiting - items.length} more.</p>}
      {dialog}
    </Card>
  )
}

function HeldText({
  message,
  isChosen,
  onChoose,
}: {
  message: Message
  isChosen: boolean
  onChoose: (is: boolean) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const to = message.recipient === 'caller' ? message.numberShown : (message.name ?? message.numberShown)
  return (
    <li>
      <Checkbox
        checked={isChosen}
        onChange={(event) => onChoose(event.currentTarget.checked)}
        label={`${recipientWord(t, message.recipient)} ${to ?? ''}`}
      />
      <p className="restored-text">{message.text ?? '–'}</p>
      <p className="quiet-words">
        <Link to="/calls/$callId" params={{ callId: message.callId }} hash={message.id}>
          {message.doubt === 'restored_window' ? 'Call told again' : 'Waited when the backup was made'},{' '}
          {format.moment(message.createdAt)}
        </Link>
      </p>
    </li>
  )
}
