import { Button, Modal } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keepFocus } from './keep-focus.ts'
import { useLast } from './use-last.ts'

export type Question = { title: string; words: string; action: string; onYes: () => void }

/** Asked only where something costs money or cannot be undone; the button says what happens. */
export function useConfirm() {
  const { t } = useTranslation()
  const [question, setQuestion] = useState<Question | null>(null)
  const shown = useLast(question)
  const opener = useRef<Element>(null)
  const ask = (asked: Question) => {
    opener.current = document.activeElement
    setQuestion(asked)
  }
  const close = () => {
    setQuestion(null)
    keepFocus(opener.current)
  }
  const dialog = (
    <Modal
      opened={question !== null}
      onClose={close}
      title={shown?.title}
      closeButtonProps={{ 'aria-label': t('word.close') }}
    >
      <p className="confirm-words">{shown?.words}</p>
      <div className="confirm-ways">
        <Button
          onClick={() => {
            close()
            question?.onYes()
          }}
        >
          {shown?.action}
        </Button>
        <Button variant="default" onClick={close} data-autofocus>
          {t('ui.leaveIt')}
        </Button>
      </div>
    </Modal>
  )
  return { ask, dialog }
}
