import { describeScenarios } from './describeScenarios.ts'

describeScenarios('firefox')
