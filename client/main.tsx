import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'antd/dist/reset.css';
import './app/style.css';
import { App } from './app/App.tsx';
import { startTranslation } from './i18n/index.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
await startTranslation();
createRoot(root).render(<StrictMode><App /></StrictMode>);
