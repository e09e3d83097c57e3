import io.camunda.zeebe.client.CredentialsProvider;
import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.ZeebeClientBuilder;
import io.camunda.zeebe.client.api.command.ClientStatusException;
import io.camunda.zeebe.client.api.command.ProblemException;
import io.camunda.zeebe.client.api.response.ActivatedJob;
import io.camunda.zeebe.client.api.worker.JobWorker;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Zeebe's own Java client doing each thing that it can do, and printing what it was answered, a line a step: `<step> -> <answer>`.
 * Arguments: gRPC URL, REST URL, a DMN file. ENGINE_TOKEN and CA_FILE in the environment for a gateway that asks for them. The client cannot
 * look for keys: `? <value type> <process instance key>` asks whoever reads the output for the key of that record.
 */
public final class ClientRun {
  private static final Map<Long, String> NAMES = new TreeMap<>();
  private static final BufferedReader ANSWERS = new BufferedReader(new InputStreamReader(System.in));
  private static ZeebeClient client;

  public static void main(final String[] args) throws Exception {
    try (ZeebeClient opened = connect(args[0], args[1])) {
      client = opened;
      deployments(Path.of(args[2]));
      instances();
      jobs();
      messagesAndSignals();
      changesOfInstances();
      userTasks();
      // Last: a worker that was closed may still take the job that its last request waited for.
      workers();
    }
    System.out.println("done");
  }

  private static ZeebeClient connect(final String grpc, final String rest) {
    final ZeebeClientBuilder builder = ZeebeClient.newClientBuilder().grpcAddress(URI.create(grpc)).restAddress(URI.create(rest))
        .defaultRequestTimeout(Duration.ofSeconds(10));
    if (grpc.startsWith("http:")) builder.usePlaintext();
    final String token = System.getenv("ENGINE_TOKEN");
    final String ca = System.getenv("CA_FILE");
    if (ca != null) builder.caCertificatePath(ca);
    if (token != null) builder.credentialsProvider(new BearerToken(token));
    return builder.build();
  }

  private static void deployments(final Path dmn) {
    step("topology", () -> {
      final var topology = client.newTopologyRequest().send().join();
      return topology.getGatewayVersion() + " " + topology.getClusterSize() + " " + topology.getPartitionsCount() + " "
          + topology.getBrokers().get(0).getPartitions().get(0).getRole() + " " + topology.getBrokers().get(0).getPartitions().get(0).getHealth();
    });
    step("deploy processes", () -> client.newDeployResourceCommand().addProcessModel(oneJob("one-job", "work"), "one-job.bpmn")
        .addProcessModel(Bpmn.createExecutableProcess("pass").startEvent().endEvent().done(), "pass.bpmn")
        .addProcessModel(oneJob("streamed", "streamed-work"), "streamed.bpmn").send().join().getProcesses().size());
    step("deploy the same again", () -> client.newDeployResourceCommand().addProcessModel(oneJob("one-job", "work"), "one-job.bpmn")
        .send().join().getProcesses().get(0).getVersion());
    step("deploy nothing that is known", () -> client.newDeployResourceCommand().addResourceStringUtf8("x", "x.txt").send().join());
    step("deploy a decision", () -> client.newDeployResourceCommand().addResourceBytes(Files.readAllBytes(dmn), "decision.dmn")
        .send().join().getDecisions().get(0).getDmnDecisionId());
    step("evaluate the decision", () -> client.newEvaluateDecisionCommand().decisionId("size").variables(Map.of("weight", 11)).send().join().getDecisionOutput());
    step("evaluate no decision", () -> client.newEvaluateDecisionCommand().decisionId("nope").send().join());
    step("delete a decision", () -> {
      final var requirements = client.newDeployResourceCommand().addResourceBytes(Files.readAllBytes(dmn), "decision.dmn").send().join().getDecisionRequirements();
      client.newDeleteResourceCommand(requirements.get(0).getDecisionRequirementsKey()).send().join();
      return "deleted";
    });
    step("evaluate the deleted decision", () -> client.newEvaluateDecisionCommand().decisionId("size").send().join());
  }

  private static void instances() {
    step("create by id", () -> name(create("one-job", Map.of("a", 1))));
    step("create a version that is not there", () -> client.newCreateInstanceCommand().bpmnProcessId("one-job").version(9).send().join());
    step("create with result", () -> client.newCreateInstanceCommand().bpmnProcessId("pass").latestVersion().variables(Map.of("b", "two", "c", 3))
        .withResult().fetchVariables("b").send().join().getVariables());
    step("create with result that does not come", () -> client.newCreateInstanceCommand().bpmnProcessId("one-job").latestVersion()
        .withResult().requestTimeout(Duration.ofMillis(500)).send().join());
    step("create before an element", () -> name(client.newCreateInstanceCommand().bpmnProcessId("one-job").latestVersion()
        .startBeforeElement("end").send().join().getProcessInstanceKey()));
    step("cancel", () -> ok(client.newCancelInstanceCommand(create("one-job", Map.of())).send().join()));
    step("cancel what is not there", () -> client.newCancelInstanceCommand(4503599627370494L).send().join());
    step("cancel on another partition", () -> client.newCancelInstanceCommand(4503599627370497L).send().join());
    step("set variables", () -> client.newSetVariablesCommand(create("one-job", Map.of())).variables(Map.of("x", List.of(1, 2))).local(true).send().join().getKey() > 0);
  }

  private static void jobs() {
    drain("work");
    create("one-job", Map.of("a", 1));
    final ActivatedJob job = activate("work").get(0);
    step("a job", () -> job.getType() + " " + job.getBpmnProcessId() + " " + job.getElementId() + " " + job.getRetries() + " " + job.getVariables() + " " + job.getCustomHeaders());
    step("update its time-out", () -> ok(client.newUpdateTimeoutCommand(job).timeout(Duration.ofMinutes(1)).send().join()));
    step("fail it", () -> ok(client.newFailCommand(job).retries(1).errorMessage("once").variables(Map.of("failed", true)).send().join()));
    final ActivatedJob again = activate("work").get(0);
    step("it comes again", () -> again.getRetries() + " " + new TreeMap<>(again.getVariablesAsMap()));
    step("fail it for good", () -> ok(client.newFailCommand(again).retries(0).errorMessage("twice").send().join()));
    final long incident = ask("INCIDENT", again.getProcessInstanceKey());
    step("resolve its incident too early", () -> client.newResolveIncidentCommand(incident).send().join());
    step("no retries", () -> client.newUpdateRetriesCommand(again).retries(0).send().join());
    step("new retries", () -> ok(client.newUpdateRetriesCommand(again).retries(2).send().join()));
    step("resolve its incident", () -> ok(client.newResolveIncidentCommand(incident).send().join()));
    final ActivatedJob third = activate("work").get(0);
    step("throw an error that nobody catches", () -> ok(client.newThrowErrorCommand(third).errorCode("oops").errorMessage("why").send().join()));
    step("complete it afterwards", () -> client.newCompleteCommand(third).send().join());
    create("one-job", Map.of());
    final ActivatedJob last = activate("work").get(0);
    step("complete with variables", () -> ok(client.newCompleteCommand(last).variables(Map.of("done", true)).send().join()));
    step("complete again", () -> client.newCompleteCommand(last).send().join());
    step("variables that are no object", () -> client.newCompleteCommand(last).variables("[1]").send().join());
  }

  private static void workers() throws Exception {
    for (final boolean streamed : new boolean[] {false, true}) {
      final String process = streamed ? "streamed" : "one-job";
      final CountDownLatch done = new CountDownLatch(20);
      final JobWorker worker = client.newWorker().jobType(streamed ? "streamed-work" : "work").handler((jobClient, job) -> {
        jobClient.newCompleteCommand(job).variables(Map.of("by", job.getWorker())).send().join();
        done.countDown();
      }).name("java").timeout(Duration.ofSeconds(30)).streamEnabled(streamed).pollInterval(Duration.ofMillis(50)).open();
      for (int i = 0; i < 20; i++) create(process, Map.of("i", i));
      step(streamed ? "a streaming worker" : "a polling worker", () -> done.await(20, TimeUnit.SECONDS));
      step("its result", () -> client.newCreateInstanceCommand().bpmnProcessId(process).latestVersion().withResult().send().join().getVariables());
      worker.close();
    }
  }

  private static void messagesAndSignals() {
    step("deploy events", () -> client.newDeployResourceCommand().addProcessModel(Bpmn.createExecutableProcess("waits").startEvent()
        .intermediateCatchEvent("message", event -> event.message(message -> message.name("parcel").zeebeCorrelationKeyExpression("order")))
        .endEvent().done(), "waits.bpmn").addProcessModel(Bpmn.createExecutableProcess("signalled").startEvent().signal("go").endEvent().done(), "signalled.bpmn")
        .send().join().getProcesses().size());
    step("publish, then wait for it", () -> {
      client.newPublishMessageCommand().messageName("parcel").correlationKey("o1").timeToLive(Duration.ofMinutes(1)).messageId("once").variables(Map.of("parcel", 7)).send().join();
      return client.newCreateInstanceCommand().bpmnProcessId("waits").latestVersion().variables(Map.of("order", "o1")).withResult().send().join().getVariablesAsMap().get("parcel");
    });
    step("publish twice", () -> {
      client.newPublishMessageCommand().messageName("other").correlationKey("o").timeToLive(Duration.ofMinutes(1)).messageId("same").send().join();
      return client.newPublishMessageCommand().messageName("other").correlationKey("o").timeToLive(Duration.ofMinutes(1)).messageId("same").send().join();
    });
    step("broadcast", () -> client.newBroadcastSignalCommand().signalName("go").variables(Map.of("s", 1)).send().join().getKey() > 0);
  }

  private static void changesOfInstances() {
    final long instance = create("one-job", Map.of());
    final ActivatedJob job = activate("work").get(0);
    step("modify", () -> ok(client.newModifyProcessInstanceCommand(instance).terminateElement(job.getElementInstanceKey()).and()
        .activateElement("end").withVariables(Map.of("skipped", true)).send().join()));
    step("modify what has ended", () -> client.newModifyProcessInstanceCommand(instance).activateElement("end").send().join());
    final long target = client.newDeployResourceCommand().addProcessModel(oneJob("target", "target-work"), "target.bpmn").send().join().getProcesses().get(0).getProcessDefinitionKey();
    final long moving = create("one-job", Map.of());
    step("migrate without the task", () -> client.newMigrateProcessInstanceCommand(moving).migrationPlan(target).addMappingInstruction("nope", "task").send().join());
    step("migrate", () -> ok(client.newMigrateProcessInstanceCommand(moving).migrationPlan(target).addMappingInstruction("task", "task").send().join()));
    step("delete a process", () -> ok(client.newDeleteResourceCommand(target).send().join()));
    step("create the deleted", () -> client.newCreateInstanceCommand().bpmnProcessId("target").latestVersion().send().join());
  }

  private static void userTasks() {
    step("deploy a user task", () -> client.newDeployResourceCommand().addProcessModel(Bpmn.createExecutableProcess("ask").startEvent()
        .userTask("task", task -> task.zeebeUserTask()).endEvent().done(), "ask.bpmn").send().join().getProcesses().size());
    final long task = ask("USER_TASK", create("ask", Map.of()));
    step("assign", () -> ok(client.newUserTaskAssignCommand(task).assignee("ann").action("take").send().join()));
    step("claim what is taken", () -> client.newUserTaskAssignCommand(task).assignee("bob").allowOverride(false).send().join());
    step("update", () -> ok(client.newUserTaskUpdateCommand(task).candidateGroups("group").dueDate("2030-01-01T00:00:00Z").send().join()));
    step("update with a bad date", () -> client.newUserTaskUpdateCommand(task).dueDate("tomorrow").send().join());
    step("unassign", () -> ok(client.newUserTaskUnassignCommand(task).send().join()));
    step("complete the task", () -> ok(client.newUserTaskCompleteCommand(task).variables(Map.of("answer", 42)).send().join()));
    step("complete the task again", () -> client.newUserTaskCompleteCommand(task).send().join());
  }

  private static BpmnModelInstance oneJob(final String id, final String type) {
    return Bpmn.createExecutableProcess(id).startEvent()
        .serviceTask("task", task -> task.zeebeJobType(type).zeebeTaskHeader("header", "value")).endEvent("end").done();
  }

  private static long create(final String process, final Map<String, Object> variables) {
    return client.newCreateInstanceCommand().bpmnProcessId(process).latestVersion().variables(variables).send().join().getProcessInstanceKey();
  }

  private static List<ActivatedJob> activate(final String type) {
    return client.newActivateJobsCommand().jobType(type).maxJobsToActivate(1).timeout(Duration.ofMinutes(5)).requestTimeout(Duration.ofSeconds(10)).send().join().getJobs();
  }

  /** Takes what earlier steps left. */
  private static void drain(final String type) {
    while (!client.newActivateJobsCommand().jobType(type).maxJobsToActivate(100).timeout(Duration.ofMinutes(5))
        .requestTimeout(Duration.ofMillis(200)).send().join().getJobs().isEmpty()) {
      continue;
    }
  }

  private static long ask(final String valueType, final long processInstanceKey) {
    System.out.println("? " + valueType + " " + processInstanceKey);
    try {
      return Long.parseLong(ANSWERS.readLine());
    } catch (final Exception e) {
      throw new IllegalStateException("no key for " + valueType, e);
    }
  }

  private static void step(final String what, final Callable<?> call) {
    String answer;
    try {
      answer = String.valueOf(call.call());
    } catch (final ClientStatusException e) {
      answer = e.getStatusCode() + " " + e.getStatus().getDescription();
    } catch (final Exception e) {
      answer = e.getCause() instanceof ProblemException problem
          ? problem.code() + " " + problem.details().getTitle() + " " + problem.details().getDetail() : e.toString();
    }
    System.out.println(what + " -> " + answer.replace("\n", "\\n"));
  }

  /** Of an answer that holds nothing. */
  private static String ok(final Object ignored) {
    return "ok";
  }

  private static String name(final long key) {
    return NAMES.computeIfAbsent(key, ignored -> "instance " + (NAMES.size() + 1));
  }

  private record BearerToken(String token) implements CredentialsProvider {
    @Override
    public void applyCredentials(final CredentialsApplier applier) {
      applier.put("Authorization", "Bearer " + token);
    }

    @Override
    public boolean shouldRetryRequest(final StatusCode statusCode) {
      return false;
    }
  }
}
