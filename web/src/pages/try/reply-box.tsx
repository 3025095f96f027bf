import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { replyInSandbox } from '../../api/opt-outs.ts'
import { useSaving } from '../../api/use-saving.ts'

/** Lets the sandbox's phone reply, as a caller might: STOP and its kin opt out. */
export function ReplyBox({ from }: { from: string }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [taken, setTaken] = useState<Awaited<ReturnType<typeof replyInSandbox>> | null>(null)
  const { isBusy, run, failed, errorOf } = useSaving()
  const reply = () => run(async () => setTaken(await replyInSandbox(from, text)))
  return (
    <form
      className="reply-box"
      onSubmit={(event) => {
        event.preventDefault()
        void reply()
      }}
    >
      <TextInput
        label={t('trying.replyAs')}
        placeholder={t('trying.replyExample')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setTaken(null)
        }}
        error={errorOf('text') ?? failed}
      />
      <Button variant="default" type="submit" loading={isBusy} disabled={text.trim() === ''}>
        {t('trying.reply')}
      </Button>
      <p aria-live="polite">{taken !== null && t(`trying.taken.${taken}`)}</p>
    </form>
  )
}
