import type { ReactNode } from 'react';
import {
  AlertOutlined, AppstoreOutlined, BarcodeOutlined, CarryOutOutlined, ClusterOutlined, MailOutlined, PartitionOutlined,
  PauseCircleOutlined, ScheduleOutlined, TeamOutlined,
} from '@ant-design/icons';
import type { Role } from '../api/types.ts';

export interface Place {
  path: string;
  label: string;
  icon: ReactNode;
  roles: Role[] | 'all';
}

/** The rail, in the order of a day's work. `label` is a translation key. */
export const places: Place[] = [
  { path: '/', label: 'nav.home', icon: <AppstoreOutlined />, roles: 'all' },
  { path: '/worklist', label: 'nav.worklist', icon: <CarryOutOutlined />, roles: ['operator'] },
  { path: '/orders', label: 'nav.orders', icon: <ScheduleOutlined />, roles: ['planner', 'engineer', 'operator'] },
  { path: '/lots', label: 'nav.lots', icon: <BarcodeOutlined />, roles: 'all' },
  { path: '/holds', label: 'nav.holds', icon: <PauseCircleOutlined />, roles: ['inspector', 'planner', 'engineer'] },
  { path: '/tickets', label: 'nav.tickets', icon: <AlertOutlined />, roles: 'all' },
  { path: '/equipment', label: 'nav.equipment', icon: <ClusterOutlined />, roles: 'all' },
  { path: '/processes', label: 'nav.processes', icon: <PartitionOutlined />, roles: ['engineer', 'supervisor'] },
  { path: '/mail', label: 'nav.mail', icon: <MailOutlined />, roles: ['maintenance', 'supervisor', 'engineer'] },
  { path: '/people', label: 'nav.people', icon: <TeamOutlined />, roles: ['admin'] },
];
