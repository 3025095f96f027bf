import { Button } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import type { Template } from '../../api/types.ts'
import { Chip, LinkButton, PageHead } from '../../ui/parts.tsx'
import { statusTone, statusWords } from './template-words.ts'

type Props = { template: Template; onText: () => void; onLife: () => void }

/** Which version sends and which waits, and the ways to a test and to what was done with them, so that the wording comes first. */
export function TemplateHead({ template, onText, onLife }: Props) {
  const { waiting } = template
  return (
    <PageHead
      title={template.name}
      lead={
        <>
          <div className="template-stand">
            <Version {...template} />
            {waiting !== null && <Version {...waiting} />}
            <LinkButton onClick={onLife}>Where it stands</LinkButton>
          </div>
          {leadOf(template)}
        </>
      }
      actions={
        <Button variant="default" leftSection={<IconSend size={18} />} onClick={onText}>
          Text it to me
        </Button>
      }
    />
  )
}

function Version({ version, status }: Pick<Template, 'version' | 'status'>) {
  return (
    <Chip tone={statusTone[status]}>
      Version {version}, {statusWords[status].toLowerCase()}
    </Chip>
  )
}

function leadOf({ version, waiting, dltTemplateId, registered }: Template): string {
  if (waiting !== null)
    return `Version ${version} sends. What you change here is version ${waiting.version}, which waits.`
  return dltTemplateId !== null || registered !== null
    ? 'Change the wording, and the new one waits for its approval while this one goes on sending.'
    : 'A changed wording is a new version; texts that were sent keep theirs.'
}
