import { describeScenarios } from './describeScenarios.ts'

describeScenarios('webkit')
