import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { replyInSandbox } from '../../api/opt-outs.ts'
import type { Reply } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'

const taken: Record<Reply['meaning'], string> = {
  stop: 'Opted out: later calls of this number say opted_out.',
  start: 'Texts go to this number again.',
  perhaps_stop: 'It may mean no more texts: Opt-outs asks you.',
  agree: 'Agreed: the consent is on record.',
  other: 'Kept; it asks for nothing.',
}

/** Lets the sandbox's phone reply, as a caller might: STOP and its kin opt out. */
export function ReplyBox({ from }: { from: string }) {
  const [text, setText] = useState('')
  const [meaning, setMeaning] = useState<Reply['meaning'] | null>(null)
  const { isBusy, run, failed, errorOf } = useSaving()
  const reply = () => run(async () => setMeaning(await replyInSandbox(from, text)))
  return (
    <form
      className="reply-box"
      onSubmit={(event) => {
        event.preventDefault()
        void reply()
      }}
    >
      <TextInput
        label="Reply as the caller"
        placeholder="Stop. Thank you"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setMeaning(null)
        }}
        error={errorOf('text') ?? failed}
      />
      <Button variant="default" type="submit" loading={isBusy} disabled={text.trim() === ''}>
        Reply
      </Button>
      <p aria-live="polite">{meaning !== null && taken[meaning]}</p>
    </form>
  )
}
