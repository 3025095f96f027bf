import { Button, Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { cancelMessage, resendMessage, settleMessage } from '../../api/calls.ts'
import { isProblem } from '../../api/problem.ts'
import type { Message } from '../../api/types.ts'
import { toast } from '../../shell/toast.tsx'
import { useConfirm } from '../../ui/confirm.tsx'

const settlings = [
  { as: 'delivered', words: 'It arrived' },
  { as: 'sent', words: 'It went, whether it arrived is not known' },
  { as: 'undelivered', words: 'It went and did not arrive' },
  { as: 'rejected', words: 'It never went' },
] as const

/** It came to be in doubt after the person read it, and was asked the milder question. */
const isDoubtful = (error: unknown) =>
  isProblem(error, 'invalid') && error.errors.some(({ code }) => code === 'confirm_needed')

/** What a person can do about a text: settle a doubt in words, send once more, or cancel what still waits. */
export function MessageActions({ message }: { message: Message }) {
  const queries = useQueryClient()
  const { ask, dialog } = useConfirm()
  const act = useMutation({
    mutationFn: (what: () => Promise<unknown>) => what(),
    onSuccess: () => void queries.invalidateQueries(),
    onError: (error) => {
      const words = isDoubtful(error)
        ? 'Nothing was sent: by now nobody knows whether this text went. Read it again first.'
        : error.message
      toast({ tone: 'bad', words })
      // It is not as it was shown.
      if (isDoubtful(error) || isProblem(error, 'not_now')) void queries.invalidateQueries()
    },
  })
  const isInDoubt = message.state === 'unconfirmed'
  const resend = () =>
    ask({
      title: 'Send this text once more?',
      words: isInDoubt
        ? 'Nobody knows whether the first one went. If it did, the phone gets the same text twice.'
        : 'It counts and costs as a new attempt. If the gateway was wrong about the first one, the phone gets the text twice.',
      action: isInDoubt ? 'Send again, it may arrive twice' : 'Send again',
      onYes: () => act.mutate(() => resendMessage(message, isInDoubt ? 'may arrive twice' : undefined)),
    })
  const canResend = ['unconfirmed', 'rejected', 'undelivered', 'lapsed', 'cancelled'].includes(message.state)
  if (!canResend && message.state !== 'queued') return null
  return (
    <div className="message-actions">
      {isInDoubt && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button loading={act.isPending}>Settle it</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>What do you know of this text?</Menu.Label>
            {settlings.map(({ as, words }) => (
              <Menu.Item key={as} onClick={() => act.mutate(() => settleMessage(message, as))}>
                {words}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {canResend && (
        <Button variant="default" onClick={resend} loading={act.isPending}>
          Send again…
        </Button>
      )}
      {message.state === 'queued' && (
        <Button variant="default" onClick={() => act.mutate(() => cancelMessage(message.id))} loading={act.isPending}>
          Cancel this text
        </Button>
      )}
      {dialog}
    </div>
  )
}
