import type { ReactNode } from 'react';
import {
  CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined, EditOutlined, ExclamationCircleOutlined, MinusCircleOutlined,
  PauseCircleOutlined, PlayCircleOutlined, QuestionCircleOutlined, SettingOutlined, StopOutlined, ToolOutlined, WarningOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'plain';
export type StateKind = 'order' | 'lot' | 'job' | 'equipment' | 'ticket' | 'severity' | 'mail' | 'instance';

const looks: Record<string, [Tone, ReactNode]> = {
  Draft: ['plain', <EditOutlined />], Planned: ['plain', <ClockCircleOutlined />], Released: ['info', <PlayCircleOutlined />],
  InProgress: ['info', <PlayCircleOutlined />], Paused: ['warn', <PauseCircleOutlined />], Completed: ['ok', <CheckCircleOutlined />],
  Closed: ['plain', <CheckCircleOutlined />], Cancelled: ['plain', <CloseCircleOutlined />],
  Available: ['ok', <CheckCircleOutlined />], Reserved: ['info', <ClockCircleOutlined />], OnHold: ['bad', <StopOutlined />],
  InProcess: ['info', <PlayCircleOutlined />], Consumed: ['plain', <MinusCircleOutlined />], Shipped: ['plain', <CheckCircleOutlined />],
  Rejected: ['bad', <CloseCircleOutlined />],
  Waiting: ['plain', <ClockCircleOutlined />], Ready: ['info', <PlayCircleOutlined />], Done: ['ok', <CheckCircleOutlined />], Skipped: ['plain', <MinusCircleOutlined />],
  Running: ['ok', <PlayCircleOutlined />], Idle: ['plain', <ClockCircleOutlined />], Stopped: ['warn', <PauseCircleOutlined />],
  Fault: ['bad', <WarningOutlined />], Setup: ['info', <SettingOutlined />], Unknown: ['warn', <QuestionCircleOutlined />],
  Open: ['bad', <ExclamationCircleOutlined />], Acknowledged: ['warn', <CheckCircleOutlined />], InRepair: ['info', <ToolOutlined />],
  high: ['bad', <WarningOutlined />], medium: ['warn', <ExclamationCircleOutlined />], low: ['plain', <MinusCircleOutlined />],
  outbox: ['warn', <ClockCircleOutlined />], sent: ['ok', <CheckCircleOutlined />], failed: ['bad', <CloseCircleOutlined />],
  active: ['info', <PlayCircleOutlined />], completed: ['ok', <CheckCircleOutlined />], terminated: ['plain', <StopOutlined />],
};

/** A state as colour, icon and word together. */
export function State({ kind, value }: { kind: StateKind; value: string }) {
  const { t } = useTranslation();
  const [tone, icon] = looks[value] ?? ['plain', <QuestionCircleOutlined />];
  return <Badge tone={tone} icon={icon} state={value}>{t(`state.${kind}.${value}`, { defaultValue: value })}</Badge>;
}

export function Badge({ tone, icon, state, children }: { tone: Tone; icon?: ReactNode; state?: string; children: ReactNode }) {
  return <span className={`state ${tone}`} data-state={state}>{icon}<span>{children}</span></span>;
}
