#include <string>
#include <utility>
#include <vector>

#include "fealty/complaints/complaint_meaning.hpp"
#include "fealty/complaints/taxonomy.hpp"
#include "fealty/flow/requirement.hpp"

namespace fealty::complaints {
namespace {

Taxonomy types() {
  return {
      .name = "type",
      .english = "Types of complainer",
      .chinese = "投诉者类型",
      .source =
          "lecture on customer-service management: five types with ranges of their shares, and the answer "
          "that each needs; the wording of the answers is ours",
      .categories = {
          {"quality_monitor", "quality monitor", "质量监督型",
           "names a fault or proposes an improvement, and wants nothing for himself", 0.20, 0.30, "improve",
           "Thank you for pointing this out. We will mend it, and tell you when it is done.",
           "感谢您指出问题。我们会改进，并在完成后告知您。"},
          {"rational", "rational", "理智型",
           "gives facts that can be checked, and asks for an answer, a reason or a correction", 0.20, 0.25, "answer",
           "We have checked the facts you give and will answer each point in writing: what happened, why, and what "
           "we do about it.",
           "我们会核实您所述的事实，并逐条书面答复：发生了什么、原因是什么、我们如何处理。"},
          {"negotiator", "negotiator", "谈判型", "wants something of value, or makes a condition", 0.30, 0.40,
           "compensate", "We want to make this good. This is what we can offer you, and by when.",
           "我们愿意弥补您的损失。以下是我们能提供的方案和时间。"},
          {"victim", "victim", "受害型", "tells what it did to him: feelings, humiliation, pain, lost time", 0.15, 0.20,
           "sympathise",
           "We are sorry for what you went through. Please tell us; we listen, and we stay with it until it is right.",
           "对您的遭遇我们深感抱歉。请告诉我们详情，我们会认真倾听，并一直跟进到问题解决。"},
          {"loyal_advocate", "loyal advocate", "忠诚拥护型",
           "has long been a customer, or recommends the business, and complains for its sake", 0.05, 0.20, "spread",
           "Thank you for your years with us, and for telling us first. We will put this right, and would be glad if "
           "you told others how we did.",
           "感谢您多年的支持，也感谢您首先告诉我们。我们会处理好，也希望您愿意把结果告诉更多人。"}}};
}

Taxonomy causes() {
  const auto share = [](double of_incidents) { return std::pair(of_incidents, of_incidents); };
  Taxonomy made{.name = "cause",
                .english = "Causes of switching",
                .chinese = "流失原因",
                .source =
                    "Keaveney (1995), \"Customer switching behavior in service industries\", Journal of Marketing "
                    "59(2): shares of critical incidents as usually quoted, to the whole per cent. East and others, "
                    "\"Switching service providers: reasons, service types, and sequences\", found the same causes "
                    "at markedly different shares, so the prior is worth 20 complaints only",
                .several = true,
                .weight = 20};
  const auto add = [&](const char* key, const char* english, const char* chinese, const char* description,
                       std::pair<double, double> shares) {
    made.categories.push_back({.key = key,
                               .english = english,
                               .chinese = chinese,
                               .description = description,
                               .lowest = shares.first,
                               .highest = shares.second});
  };
  add("pricing", "pricing", "价格", "too high, raised, unequal, or not as displayed", share(0.30));
  add("inconvenience", "inconvenience", "不便", "place, opening hours, waiting, hard to use or to reach", share(0.21));
  add("core_failure", "core service failure", "核心服务失误", "mistakes, billing errors, defects, the service itself",
      share(0.44));
  add("encounter_failure", "service encounter failure", "接待失误",
      "uncaring, impolite, unresponsive or ignorant staff", share(0.34));
  add("failed_response", "response to failed service", "失误后的应对",
      "no answer, a bad or a grudging answer to a complaint", share(0.17));
  add("competition", "competition", "竞争", "others do it better; the customer leaves for them", share(0.10));
  add("ethics", "ethical problems", "诚信问题", "cheating, lies, pressure, unsafe practice, conflict of interest",
      share(0.07));
  add("involuntary", "involuntary switching", "被动流失",
      "the customer moved, or the business closed or changed so that he cannot stay", share(0.06));
  return made;
}

/// The needs that requirements serve; the answers are ours.
Taxonomy needs() {
  Taxonomy made{
      .name = "need",
      .english = "Needs of customers",
      .chinese = "顾客需求",
      .source = "lecture on customer-service management: friendly, valued, fair, options, understanding, information"};
  for (const flow::CatalogueEntry& need : flow::customer_needs()) {
    made.categories.push_back({.key = std::string(need.name),
                               .english = std::string(need.name),
                               .chinese = std::string(need.chinese),
                               .description = std::string(need.meaning)});
  }
  return made;
}

Taxonomy severities() {
  return {.name = "severity",
          .english = "Severity",
          .chinese = "严重程度",
          .source = "our rules; the highest level whose rule holds",
          .ordered = true,
          .categories = {{.key = "minor",
                          .english = "minor",
                          .chinese = "轻微",
                          .description = "a remark, a proposal, a question; nothing is lost"},
                         {.key = "moderate",
                          .english = "moderate",
                          .chinese = "一般",
                          .description = "the service failed, a person was rude, a small sum is wrong, the customer is "
                                         "leaving; it can be put right"},
                         {.key = "serious",
                          .english = "serious",
                          .chinese = "严重",
                          .description = "a large sum (100 and more) lost or withheld; a failure three times or more; "
                                         "people in strong distress or who cannot help themselves; deceit",
                          .answer = "call back",
                          .answer_english = "A person with authority to decide will call you today.",
                          .answer_chinese = "今天会有负责人致电给您。"},
                         {.key = "critical",
                          .english = "critical",
                          .chinese = "危急",
                          .description = "danger to health, life or safety; a crime or breach of law that is alleged; "
                                         "authority, police, lawyer or press announced or called",
                          .answer = "escalate",
                          .answer_english = "The management has been informed and will call you within the hour.",
                          .answer_chinese = "管理层已获悉，一小时内会致电给您。"}}};
}

Taxonomy meanings() {
  Taxonomy made{.name = "meaning",
                .english = "Meaning of the complaint",
                .chinese = "投诉的意义",
                .source = "textbook chapter on customer satisfaction and loyalty: five meanings; their names are ours"};
  for (const flow::CatalogueEntry& meaning : complaint_meanings()) {
    made.categories.push_back({.key = std::string(meaning.name),
                               .english = std::string(meaning.name),
                               .chinese = std::string(meaning.chinese),
                               .description = std::string(meaning.meaning)});
  }
  return made;
}

}  // namespace

const std::vector<Taxonomy>& ready_taxonomies() {
  static const std::vector<Taxonomy> ready = {types(), causes(), needs(), severities(), meanings()};
  return ready;
}

}  // namespace fealty::complaints
