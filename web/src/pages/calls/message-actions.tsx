import { Button, Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { cancelMessage, resendMessage, settleMessage } from '../../api/calls.ts'
import { isProblem } from '../../api/problem.ts'
import type { Message } from '../../api/types.ts'
import { sayRefused } from '../../shell/use-deed.ts'
import { useConfirm } from '../../ui/confirm.tsx'

const settlings = ['delivered', 'sent', 'undelivered', 'rejected'] as const

/** The person was asked the milder question, and it is in doubt: by an attempt before its last, or since they read it. */
const isDoubtful = (error: unknown) =>
  isProblem(error, 'invalid') && error.errors.some(({ code }) => code === 'confirm_needed')

/** Later the program refuses it: a text so late is worse than none. */
const sentAgainWithinMs = 48 * 3_600_000

/** What a person can do about a text: settle a doubt in words, send once more, or cancel what still waits. */
export function MessageActions({ message }: { message: Message }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { ask, dialog } = useConfirm()
  const act = useMutation({
    mutationFn: (what: () => Promise<unknown>) => what(),
    onSuccess: () => void queries.invalidateQueries(),
    onError: (error) => {
      if (isDoubtful(error)) resend(true)
      else sayRefused(t('ui.notDone'), error)
      // It is not as it was shown.
      if (isDoubtful(error) || isProblem(error, 'not_now')) void queries.invalidateQueries()
    },
  })
  const isInDoubt = message.state === 'unconfirmed'
  const resend = (mayHaveGone: boolean) =>
    ask({
      title: t('calls.text.askAgain'),
      words: t(mayHaveGone ? 'calls.text.mayHaveGone' : 'calls.text.newAttempt'),
      action: t(mayHaveGone ? 'calls.text.yesTwice' : 'calls.text.yes'),
      onYes: () => act.mutate(() => resendMessage(message, mayHaveGone ? 'may arrive twice' : undefined)),
    })
  const canResend =
    ['unconfirmed', 'rejected', 'undelivered', 'lapsed', 'cancelled'].includes(message.state) &&
    (message.doubt === 'restored' || Date.now() - Date.parse(message.createdAt) < sentAgainWithinMs)
  if (!canResend && !isInDoubt && message.state !== 'queued') return null
  return (
    <div className="message-actions">
      {isInDoubt && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button loading={act.isPending}>{t('calls.text.settle')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('calls.text.whatKnown')}</Menu.Label>
            {settlings.map((as) => (
              <Menu.Item key={as} onClick={() => act.mutate(() => settleMessage(message, as))}>
                {t(`calls.text.settleAs.${as}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {canResend && (
        <Button variant="default" onClick={() => resend(isInDoubt)} loading={act.isPending}>
          {t('calls.text.again')}
        </Button>
      )}
      {message.state === 'queued' && (
        <Button variant="default" onClick={() => act.mutate(() => cancelMessage(message.id))} loading={act.isPending}>
          {t('calls.text.cancel')}
        </Button>
      )}
      {dialog}
    </div>
  )
}
