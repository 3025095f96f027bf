#!/usr/bin/perl
# An SMSC made of Perl's Net::SMPP, told what to do by words in the texts it takes: THROTTLE refuses for now, RECEIPT sends a receipt after the answer,
# HANGUP cuts instead of answering. Prints a line of JSON for each thing that happens. Serves one connection after the other.
use strict;
use warnings;
use Net::SMPP;

local $SIG{__WARN__} = sub { };    # Net::SMPP warns of every parameter it does not know.
$| = 1;
my $listening = Net::SMPP->new_listen('127.0.0.1', port => 0, smpp_version => 0x34, interface_version => 0x34)
    or die "cannot listen: $!";
print '{"port":' . $listening->sockport . "}\n";

my $ids = 0;
while (1) {
    my $esme = $listening->accept or next;
    serve($esme);
    close $esme;
}

sub serve {
    my ($esme) = @_;
    while (my $pdu = $esme->read_pdu()) {
        my $seq = $pdu->{seq};
        if ($pdu->{cmd} == Net::SMPP::CMD_bind_transceiver) {
            my $status = $pdu->{password} eq 'secret' ? 0 : 0x0e;
            $esme->bind_transceiver_resp(system_id => 'perl', seq => $seq, status => $status);
        }
        elsif ($pdu->{cmd} == Net::SMPP::CMD_submit_sm) {
            note($pdu);
            my $text = $pdu->{short_message};
            return if $text =~ /HANGUP/;
            $ids++;
            my $status = $text =~ /THROTTLE/ ? 0x58 : 0;
            $esme->submit_sm_resp(message_id => sprintf('%08x', $ids), seq => $seq, status => $status);
            receipt($esme, $pdu, sprintf('%010d', $ids)) if $text =~ /RECEIPT/;
        }
        elsif ($pdu->{cmd} == Net::SMPP::CMD_deliver_sm_resp) {
            print '{"answered":' . $pdu->{status} . "}\n";
        }
        elsif ($pdu->{cmd} == Net::SMPP::CMD_enquire_link) {
            $esme->enquire_link_resp(seq => $seq);
        }
        elsif ($pdu->{cmd} == Net::SMPP::CMD_unbind) {
            $esme->unbind_resp(seq => $seq);
            print qq({"unbound":true}\n);
            return;
        }
    }
}

sub receipt {
    my ($esme, $pdu, $id) = @_;
    $esme->deliver_sm(
        source_addr      => $pdu->{destination_addr},
        source_addr_ton  => 1,
        destination_addr => $pdu->{source_addr},
        esm_class        => 0x04,
        short_message    => "id:$id sub:001 dlvrd:001 submit date:2611231015 done date:2611231016 stat:DELIVRD err:000 text:",
        async            => 1,
    );
}

sub note {
    my ($pdu) = @_;
    my @fields = map { sprintf '"%s":"%s"', $_, $pdu->{$_} } qw(source_addr destination_addr validity_period);
    push @fields, map { sprintf '"%s":%d', $_, $pdu->{$_} }
        qw(source_addr_ton source_addr_npi dest_addr_ton dest_addr_npi esm_class data_coding registered_delivery);
    push @fields, '"octets":"' . unpack('H*', $pdu->{short_message}) . '"';
    push @fields, map { sprintf '"%d":"%s"', $_, unpack('H*', $pdu->{$_}) } grep { defined $pdu->{$_} } (0x1400, 0x1401, 0x1402);
    print '{' . join(',', @fields) . "}\n";
}
