import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { Loading } from '../components/Loading.tsx';
import { ProblemNotice } from '../components/ProblemNotice.tsx';
import { SignIn } from '../scenes/sign-in/SignIn.tsx';
import { NotFound } from '../scenes/NotFound.tsx';
import { SessionProvider, useSessionQuery } from './session.tsx';
import { Shell } from './Shell.tsx';

const Home = lazy(() => import('../scenes/home/Home.tsx'));
const Orders = lazy(() => import('../scenes/orders/Orders.tsx'));
const Worklist = lazy(() => import('../scenes/worklist/Worklist.tsx'));
const Task = lazy(() => import('../scenes/task/Task.tsx'));
const Holds = lazy(() => import('../scenes/holds/Holds.tsx'));
const Tickets = lazy(() => import('../scenes/tickets/Tickets.tsx'));
const TicketPage = lazy(() => import('../scenes/tickets/TicketPage.tsx'));
const TicketLink = lazy(() => import('../scenes/ticket-link/TicketLink.tsx'));
const Inbox = lazy(() => import('../scenes/mail/Inbox.tsx'));
const Lots = lazy(() => import('../scenes/lots/Lots.tsx'));
const LotPage = lazy(() => import('../scenes/lots/LotPage.tsx'));
const EquipmentPage = lazy(() => import('../scenes/equipment/EquipmentPage.tsx'));
const Processes = lazy(() => import('../scenes/processes/Processes.tsx'));
const People = lazy(() => import('../scenes/people/People.tsx'));

/** Every address of the client. A ticket link needs no account, all else does. */
export function Places() {
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route path="/t/:token" element={<TicketLink />} />
        <Route path="*" element={<SignedIn />} />
      </Routes>
    </Suspense>
  );
}

function SignedIn() {
  const { person, loading, error, retry } = useSessionQuery();
  if (loading) return <Loading />;
  if (error) return <div style={{ padding: 24 }}><ProblemNotice error={error} onRetry={retry} /></div>;
  if (!person) return <SignIn />;
  return (
    <SessionProvider person={person}>
      <Shell>
        <Suspense fallback={<Loading />}>
          <Routes>
            <Route path="/" element={<Home />} />
            <Route path="/orders" element={<Orders />} />
            <Route path="/orders/:orderId" element={<Orders />} />
            <Route path="/worklist" element={<Worklist />} />
            <Route path="/tasks/:taskKey" element={<Task />} />
            <Route path="/holds" element={<Holds />} />
            <Route path="/tickets" element={<Tickets />} />
            <Route path="/tickets/:ticketId" element={<TicketPage />} />
            <Route path="/mail" element={<Inbox />} />
            <Route path="/mail/:mailId" element={<Inbox />} />
            <Route path="/lots" element={<Lots />} />
            <Route path="/lots/:lotId" element={<LotPage />} />
            <Route path="/equipment" element={<EquipmentPage />} />
            <Route path="/equipment/:equipmentId" element={<EquipmentPage />} />
            <Route path="/processes" element={<Processes />} />
            <Route path="/people" element={<People />} />
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </Shell>
    </SessionProvider>
  );
}
