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
import { sayRefused } from '../../shell/use-deed.ts'
import { recipientWord } from '../../story/words.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { languageOf } from '../../ui/languages.ts'
import { PageLoading } from '../../ui/page-loading.tsx'
import { Card, EmptyState, PageHead } from '../../ui/parts.tsx'

export default function RestoredPage() {
  const { t } = useTranslation()
  const title = t('restored.title')
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
            title={t('restored.none')}
            action={
              <Button variant="default" renderRoot={(props) => <Link to="/messages" {...props} />}>
                {t('restored.showAll')}
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
  const { t } = useTranslation()
  const format = useFormat()
  if (restoredAt === null) return t('restored.never')
  const at = format.moment(restoredAt)
  return (
    <>
      {backupTakenAt === null
        ? t('restored.at', { at })
        : t('restored.from', { at, taken: format.moment(backupTakenAt) })}{' '}
      {waiting > 0 && <strong>{t('restored.decide')}</strong>}
    </>
  )
}

function Held({ items, waiting }: { items: readonly Message[]; waiting: number }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const here = chosen.filter((id) => items.some((one) => one.id === id))
  const { ask, dialog } = useConfirm()
  const settle = useMutation({
    mutationFn: ({ deed, ids }: { deed: RestoredDeed; ids: readonly string[] | undefined }) =>
      settleRestored(deed, ids),
    onSuccess: (count, { deed }) =>
      toast({ words: t(deed === 'send' ? 'restored.letGo' : 'restored.dropped', { count }) }),
    onError: (error) => sayRefused(t('ui.notDone'), error),
  })
  const ids = here.length === 0 ? undefined : here
  const of = here.length === 0 ? 'all' : 'chosen'
  const count = here.length === 0 ? waiting : here.length
  const put = (deed: RestoredDeed) =>
    ask({
      title: t(deed === 'send' ? `restored.askSend.${of}` : `restored.askDrop.${of}`, { count }),
      words: t(deed === 'send' ? 'restored.sendWords' : 'restored.dropWords'),
      action: t(deed === 'send' ? `restored.yesSend.${of}` : `restored.yesDrop.${of}`, { count }),
      onYes: () => settle.mutate({ deed, ids }),
    })
  return (
    <Card padded={false}>
      <div className="restored-head">
        <Checkbox
          label={here.length === 0 ? t('restored.chooseAll') : t('restored.chosen', { count: here.length })}
          checked={here.length === items.length}
          indeterminate={here.length > 0 && here.length < items.length}
          onChange={(event) => setChosen(event.currentTarget.checked ? items.map((one) => one.id) : [])}
        />
        <span className="restored-ways">
          <Button onClick={() => put('send')} loading={settle.isPending}>
            {t(`restored.send.${of}`, { count })}
          </Button>
          <Button variant="default" onClick={() => put('drop')} loading={settle.isPending}>
            {t(`restored.drop.${of}`, { count })}
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
      {waiting > items.length && <p className="table-note">{t('restored.more', { count: waiting - items.length })}</p>}
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
      <p className="restored-text" lang={languageOf(message.text ?? '')}>
        {message.text ?? '–'}
      </p>
      <p className="quiet-words">
        <Link to="/calls/$callId" params={{ callId: message.callId }} hash={message.id}>
          {t(message.doubt === 'restored_window' ? 'restored.toldAgain' : 'restored.waited', {
            moment: format.moment(message.createdAt),
          })}
        </Link>
      </p>
    </li>
  )
}
