#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "base/time.h"

// Mail out of the outbox by SMTP. What goes is a reference and a link; the outbox is written with
// what it is about, in one transaction, and a mail leaves it only when the server has taken it.
namespace longstone::store {
class Store;
}

namespace longstone::exchange {

struct MailSettings {
    std::string server = {};  // smtp://host:port
    std::string from = {};
    std::string base_url = {};  // put in place of {base} in the body
    long timeout_seconds = 20;
};

// Sends one message; the error in words, or empty when the server took it.
std::string send_mail(const MailSettings& settings,
                      const std::string& to,
                      const std::string& subject,
                      const std::string& body,
                      Instant now,
                      const std::string& calendar = {});  // a file beside the words, if any

struct MailRound {
    int sent = 0;
    int failed = 0;
};
// Claims what is due, sends it, and notes for each what became of it. Safe on several nodes at
// once.
MailRound send_due_mail(store::Store& store, const MailSettings& settings, const Now& now);

}  // namespace longstone::exchange
