import '../gateways/gateways.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSourceKinds } from '../../api/setup.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { PageLoading } from '../../ui/page-loading.tsx'
import { PageHead } from '../../ui/parts.tsx'
import { KindChoice } from '../gateways/kind-choice.tsx'
import { SourceForm } from './source-form.tsx'

export default function NewSourcePage() {
  const { t } = useTranslation()
  usePageTitle(t('sources.new'))
  const { kind: asked } = useSearch({ from: '/shell/sources/new' })
  const navigate = useNavigate({ from: '/sources/new' })
  const { data: kinds, error } = useSourceKinds()
  if (error !== null && kinds === undefined) return <Failure error={error} />
  if (kinds === undefined) return <PageLoading title={t('sources.new')} />
  const [kindName, presetKey] = (asked ?? '').split(':')
  const kind = kinds.find((one) => one.kind === kindName)
  if (kind === undefined)
    return (
      <>
        <PageHead title={t('sources.which')} lead={t('sources.whichLead')} />
        <KindChoice
          kinds={kinds}
          onChoose={(next, preset) =>
            void navigate({ search: { kind: preset === undefined ? next : `${next}:${preset}` } })
          }
        />
      </>
    )
  const preset = kind.presets?.find((one) => one.key === presetKey)
  return (
    <>
      <PageHead title={preset?.title ?? kind.title} lead={<span lang="en">{preset?.about ?? kind.about}</span>} />
      <div className="one-form">
        <SourceForm key={asked} kind={kind} preset={preset} source={null} />
      </div>
    </>
  )
}
