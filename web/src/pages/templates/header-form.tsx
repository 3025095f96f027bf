import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { removeThing, saveThing } from '../../api/setup.ts'
import type { Header } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { useWarning } from '../../api/warnings.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { describedWith } from '../../ui/field-warning.tsx'
import { Form } from '../../ui/form.tsx'
import { LinkButton } from '../../ui/parts.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'
import { AbroadFields } from './abroad-fields.tsx'

const headerClasses = ['others', 'promotional', 'government'] as const
const headerStatuses = ['active', 'inactive', 'dormant', 'suspended', 'blacklisted'] as const

export function HeaderForm({ header, onClose }: { header: Header | null; onClose: () => void }) {
  const { t } = useTranslation()
  const { draft, edits, change } = useEdits({
    header: header?.header ?? '',
    entityId: header?.entityId ?? '',
    class: header?.class ?? null,
    status: header?.status ?? ('active' as const),
    countries: header?.countries ?? {},
  })
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const goOn = useGoOn()
  const warningOf = useWarning('headers', header?.key)
  const save = async () => {
    const { header: name, entityId, ...rest } = header === null ? draft : edits
    const written = {
      ...rest,
      ...(name !== undefined && { header: name.trim() }),
      ...(entityId !== undefined && { entityId: entityId.trim() === '' ? null : entityId.trim() }),
    }
    if (await run(() => saveThing('headers', header?.key ?? null, written))) await goOn(onClose)
  }
  const { ask, dialog } = useConfirm()
  const remove = () =>
    ask({
      title: t('templates.sender.retireAsk', { header: header?.header ?? '' }),
      words: t('templates.sender.retireWords'),
      action: t('templates.retire.yes'),
      onYes: () => void run(() => removeThing('headers', header?.key ?? '', () => goOn(onClose))),
    })
  return (
    <>
      <Form
        onSubmit={() => void save()}
        submit={t(header === null ? 'templates.sender.addIt' : 'word.save')}
        draft={edits}
        isBusy={isBusy}
        failed={failed}
        refused={refused}
        onCancel={onClose}
        extra={header !== null && <LinkButton onClick={remove}>{t('templates.sender.retire')}</LinkButton>}
      >
        <TextInput
          label={t('templates.sender.header')}
          description={describedWith(
            t('templates.sender.headerAbout'),
            draft.header === header?.header ? warningOf('header') : undefined,
          )}
          placeholder="KAVERI"
          maxLength={20}
          value={draft.header}
          onChange={(event) => change({ header: event.currentTarget.value })}
          error={errorOf('header')}
          data-autofocus
          required
        />
        <TextInput
          label={t('templates.sender.entity')}
          description={describedWith(
            t('templates.sender.entityAbout'),
            draft.entityId === (header?.entityId ?? '') ? warningOf('entityId') : undefined,
          )}
          inputMode="numeric"
          value={draft.entityId}
          onChange={(event) => change({ entityId: event.currentTarget.value })}
          error={errorOf('entityId')}
        />
        <Select
          label={t('templates.sender.class')}
          description={t('templates.sender.classAbout')}
          data={headerClasses.map((value) => ({ value, label: t(`templates.sender.classes.${value}`) }))}
          placeholder={t(
            /^\d+$/.test(draft.header.trim()) ? 'templates.sender.byDigits' : 'templates.sender.byLetters',
          )}
          value={draft.class}
          clearable
          onChange={(value) => change({ class: value as Header['class'] })}
        />
        <Select
          label={t('templates.sender.status')}
          description={t('templates.sender.statusAbout')}
          data={headerStatuses.map((value) => ({ value, label: t(`templates.headerStatus.${value}`) }))}
          value={draft.status}
          allowDeselect={false}
          onChange={(value) => change({ status: (value ?? 'active') as Header['status'] })}
        />
        <AbroadFields
          header={draft.header}
          value={draft.countries}
          onChange={(countries) => change({ countries })}
          errorOf={errorOf}
          warningOf={warningOf}
        />
      </Form>
      {dialog}
    </>
  )
}
