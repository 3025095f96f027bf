import './form.css'
import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

/** Something to be pasted elsewhere, with a button that copies it; over plain HTTP browsers let no page copy, and it is only selected. */
export function CopyField({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation()
  const { copy, copied, error } = useClipboard()
  const code = useRef<HTMLElement>(null)
  useEffect(() => {
    if (error !== null && code.current !== null) getSelection()?.selectAllChildren(code.current)
  }, [error])
  return (
    <div className="copy-field">
      <code ref={code}>{value}</code>
      <Button
        variant="default"
        data-size="sm"
        onClick={() => copy(value)}
        aria-label={t('word.copyOf', { label })}
        leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
      >
        {t(copied ? 'word.copied' : 'word.copy')}
      </Button>
      <p className="copy-by-hand" role="status">
        {error !== null && t('word.copyByHand')}
      </p>
    </div>
  )
}
