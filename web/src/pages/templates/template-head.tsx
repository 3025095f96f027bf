import { Button } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Template } from '../../api/types.ts'
import { Chip, LinkButton, PageHead } from '../../ui/parts.tsx'
import { statusTone } from './template-words.ts'

type Props = { template: Template; onText: () => void; onLife: () => void }

/** Which version sends and which waits, and the ways to a test and to what was done with them, so that the wording comes first. */
export function TemplateHead({ template, onText, onLife }: Props) {
  const { t } = useTranslation()
  const { waiting } = template
  return (
    <PageHead
      title={template.name}
      lead={
        <>
          <div className="template-stand">
            <Version {...template} />
            {waiting !== null && <Version {...waiting} />}
            <LinkButton onClick={onLife}>{t('templates.life.title')}</LinkButton>
          </div>
          {leadOf(template, t)}
        </>
      }
      actions={
        <Button variant="default" leftSection={<IconSend size={18} />} onClick={onText}>
          {t('templates.head.textMe')}
        </Button>
      }
    />
  )
}

function Version({ version, status }: Pick<Template, 'version' | 'status'>) {
  const { t } = useTranslation()
  return (
    <Chip tone={statusTone[status]}>
      {t('templates.head.version', { version, status: t(`templates.status.${status}`).toLowerCase() })}
    </Chip>
  )
}

function leadOf({ version, waiting, dltTemplateId, registered }: Template, t: TFunction): string {
  if (waiting !== null) return t('templates.head.leadWaiting', { version, waiting: waiting.version })
  return t(dltTemplateId !== null || registered !== null ? 'templates.head.leadRegistered' : 'templates.head.lead')
}
