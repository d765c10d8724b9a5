import { describeScenarios } from './describeScenarios.ts'

describeScenarios('chromium')
