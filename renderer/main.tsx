import './zod-settings.ts'
import '@mantine/core/styles.css'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startI18n } from './i18n/i18n.ts'
import { readLanguage } from './session.ts'

const root = document.getElementById('root')
if (root !== null) {
  await startI18n(readLanguage())
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
