import './gateways.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useGatewayKinds } from '../../api/setup.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { PageLoading } from '../../ui/page-loading.tsx'
import { PageHead } from '../../ui/parts.tsx'
import { GatewayForm } from './gateway-form.tsx'
import { KindChoice } from './kind-choice.tsx'

export default function NewGatewayPage() {
  const { t } = useTranslation()
  usePageTitle(t('gateways.new'))
  const { kind: asked } = useSearch({ from: '/shell/gateways/new' })
  const navigate = useNavigate({ from: '/gateways/new' })
  const { data: kinds, error } = useGatewayKinds()
  if (error !== null && kinds === undefined) return <Failure error={error} />
  if (kinds === undefined) return <PageLoading title={t('gateways.new')} />
  const [kindName, presetKey] = (asked ?? '').split(':')
  const chosen = kinds.find((one) => one.kind === kindName)
  if (chosen === undefined)
    return (
      <>
        <PageHead title={t('gateways.which')} lead={t('gateways.whichLead')} />
        <KindChoice
          kinds={kinds.filter((one) => one.kind !== 'sandbox')}
          onChoose={(next, preset) =>
            void navigate({ search: { kind: preset === undefined ? next : `${next}:${preset}` } })
          }
        />
      </>
    )
  const preset = chosen.presets?.find((one) => one.key === presetKey)
  return (
    <>
      <PageHead title={preset?.title ?? chosen.title} lead={<span lang="en">{preset?.about ?? chosen.about}</span>} />
      <div className="one-form">
        <GatewayForm key={asked} kind={chosen} preset={preset} gateway={null} />
      </div>
    </>
  )
}
