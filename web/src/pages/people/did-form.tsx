import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { removeThing, saveThing, type Written } from '../../api/setup.ts'
import type { Did } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { ownName, phone } from '../../format.ts'
import { agreeToRental } from '../../shell/rental-question.tsx'
import { attempt } from '../../shell/use-deed.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { Form } from '../../ui/form.tsx'
import { LanguageSelect } from '../../ui/language-select.tsx'
import { LinkButton } from '../../ui/parts.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'
import { WholeNumber } from '../../ui/whole-number.tsx'

export function DidForm({ did, onClose }: { did: Did | null; onClose: () => void }) {
  const { t } = useTranslation()
  const { draft, edits, change } = useEdits({
    number: did === null ? '' : phone(did.number),
    name: did?.name == null ? '' : ownName(did.name, did.number),
    language: did?.language ?? null,
    lines: did?.lines ?? 0,
  })
  const { isBusy, run, errorOf, failed, isLeft, refused } = useSaving()
  const goOn = useGoOn()
  const save = async () => {
    const { name, number, ...rest } = did === null ? draft : edits
    const written = {
      ...rest,
      ...(number !== undefined && { number: number.trim() }),
      // Without a name it is called as its number is written, also when that changes.
      ...((name ?? number) !== undefined && { name: draft.name.trim() || null }),
    }
    if (await run(() => (did === null ? add(written) : store(did, written)))) await goOn(onClose)
  }
  const { ask, dialog } = useConfirm()
  const remove = () =>
    ask({
      title: t('word.removeAsk', { name: did === null ? '' : phone(did.number) }),
      words: t('people.removeNumber'),
      action: t('word.removeIt'),
      onYes: () => void run(() => removeThing('dids', did?.key ?? '', () => goOn(onClose))),
    })
  return (
    <>
      <Form
        onSubmit={() => void save()}
        submit={t(did === null ? 'people.numberAdd' : 'word.save')}
        draft={edits}
        isBusy={isBusy}
        failed={failed}
        isLeft={isLeft}
        refused={refused}
        onCancel={onClose}
        extra={did !== null && <LinkButton onClick={remove}>{t('word.remove')}</LinkButton>}
      >
        <TextInput
          label={t('people.number')}
          description={t('people.numberAbout')}
          inputMode="tel"
          value={draft.number}
          onChange={(event) => change({ number: event.currentTarget.value })}
          error={errorOf('number')}
          data-autofocus
          required
        />
        <TextInput
          label={t('word.name')}
          placeholder={t('people.tollFree')}
          value={draft.name}
          maxLength={80}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={errorOf('name')}
        />
        <WholeNumber
          label={t('billing.linesLabel')}
          description={t('billing.linesAbout')}
          min={0}
          max={1000}
          clampBehavior="strict"
          value={draft.lines}
          onChange={(lines) => change({ lines })}
          error={errorOf('lines')}
        />
        <LanguageSelect
          description={t('people.numberLanguageAbout')}
          value={draft.language}
          onChange={(language) => change({ language })}
          error={errorOf('language')}
        />
      </Form>
      {dialog}
    </>
  )
}

async function store(did: Did, written: Written<'dids'>): Promise<void> {
  const { lines } = written
  if (lines !== undefined && lines > did.lines) await agreeToRental({ lines: [{ did: did.key, lines }] })
  await saveThing('dids', did.key, written)
}

/** A DID must be there before its lines can be asked about; without them it is all the same added. */
async function add({ lines = 0, ...rest }: Written<'dids'>): Promise<void> {
  const made = await saveThing('dids', null, rest)
  if (lines > 0) void attempt(() => store(made, { lines }))
}
