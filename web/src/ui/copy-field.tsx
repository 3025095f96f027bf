import './form.css'
import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Something to be pasted elsewhere, with a button that copies it. */
export function CopyField({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation()
  return (
    <div className="copy-field">
      <code>{value}</code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            data-size="sm"
            onClick={copy}
            aria-label={t('word.copyOf', { label })}
            leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          >
            {t(copied ? 'word.copied' : 'word.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
